import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const scope = '@kubeflow-portal';
const rooms = {
  common: 'plugin-kubeflow-common',
  react: 'plugin-kubeflow-react',
  kubeflow: 'plugin-kubeflow',
  node: 'plugin-kubeflow-node',
  backend: 'plugin-kubeflow-backend',
  sandbox: 'sandbox',
};

/** Who may import whom: see docs/contributing/architecture.md. */
const mayImport = {
  'plugins/kubeflow-common': [],
  'plugins/kubeflow-react': ['common'],
  'plugins/kubeflow': ['common', 'react'],
  'plugins/kubeflow-node': ['common'],
  'plugins/kubeflow-backend': ['common', 'node'],
  'packages/sandbox': [],
};

const noEscape = {
  regex: '^(\\.\\./)+(packages|plugins|e2e)/',
  message: 'Import another package by its name.',
};

const forbid = names =>
  names.map(name => ({
    regex: `^${scope}/${name}(/|$)`,
    message:
      'This room may not import that one (docs/contributing/architecture.md).',
  }));

const directions = Object.entries(mayImport).map(([folder, allowed]) => ({
  files: [`${folder}/src/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          noEscape,
          ...forbid(
            Object.entries(rooms)
              .filter(([room]) => !allowed.includes(room))
              .map(([, name]) => name),
          ),
        ],
      },
    ],
  },
}));

/** Rooms inside the backend: data flows from watch to store to routes, never back. */
const backend = 'plugins/kubeflow-backend/src';
const inside = [
  { room: 'store', forbidden: ['watch', 'routes', 'authorize'] },
  { room: 'watch', forbidden: ['routes', 'authorize'] },
  { room: 'authorize', forbidden: ['watch', 'routes'] },
].map(({ room, forbidden }) => ({
  files: [`${backend}/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          noEscape,
          ...forbid([rooms.react, rooms.kubeflow, rooms.sandbox]),
          ...forbidden.map(name => ({
            regex: `^\\.\\./(\\.\\./)*${name}(/|$)`,
            message: `'${room}' may not import '${name}' (docs/contributing/architecture.md).`,
          })),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/dist-types/**',
      '**/.turbo/**',
      '**/coverage/**',
      '.cache/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/no-empty-object-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['{plugins,packages}/*/src/**/*.{ts,tsx}'],
    ignores: ['packages/sandbox/**', 'packages/backend/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: [
      'plugins/{kubeflow,kubeflow-react}/**/*.{ts,tsx}',
      'packages/app/**/*.{ts,tsx}',
    ],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  ...directions,
  ...inside,
  {
    // The sandbox shares no idea of the wire with its readers, except in its tests.
    files: ['packages/sandbox/src/**/{testing/*,*.test}.ts', 'e2e/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noEscape] }] },
  },
  {
    // Benchmarks measure parts that a package does not export.
    files: [
      'e2e/benchmarks/sync.ts',
      'e2e/benchmarks/memory.ts',
      'e2e/benchmarks/pipelineGraph.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  prettier,
);
