/*
 * The last step of `prepack`, after `backstage-cli package prepack`, in a package's folder. The Backstage CLI leaves
 * three things that make a package resolve differently for Node, TypeScript and bundlers, and this puts them right:
 * - `types` comes after `import` and `require`, where TypeScript finds it only by a fallback;
 * - a package for browsers is ES modules in `.js` files, which Node takes for CommonJS without `"type": "module"`;
 * - a package for both has ES modules in `.js` files beside CommonJS; they become `.mjs`, with their own types.
 * `postpack` restores package.json; the files that this adds stay in dist, which git ignores.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const browserRoles = new Set([
  'web-library',
  'frontend-plugin',
  'frontend-plugin-module',
]);

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const moduleOnly = browserRoles.has(manifest.backstage.role);

manifest.type = moduleOnly ? 'module' : 'commonjs';
if (!moduleOnly && manifest.module) {
  addModuleFiles('dist');
  manifest.module = toModule(manifest.module);
  manifest.files = [
    ...manifest.files,
    '!dist/**/*.esm.js',
    '!dist/**/*.esm.js.map',
  ];
}
for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
  if (typeof target === 'object') {
    manifest.exports[subpath] = finishTarget(target);
  }
}
writeFileSync('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);

function finishTarget({
  types,
  import: esm,
  require: cjs,
  default: fallback,
  ...rest
}) {
  if (esm && cjs) {
    return {
      ...rest,
      import: {
        types: types.replace(/\.d\.ts$/, '.d.mts'),
        default: toModule(esm),
      },
      require: { types, default: cjs },
      default: fallback,
    };
  }
  return {
    types,
    ...rest,
    ...(esm && { import: esm }),
    ...(cjs && { require: cjs }),
    default: fallback,
  };
}

/** Puts a `.mjs` beside each `.esm.js`, and a `.d.mts` beside each `.d.ts`, that refer to each other. */
function addModuleFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      addModuleFiles(path);
    } else if (path.endsWith('.esm.js')) {
      const code = readFileSync(path, 'utf8')
        .replace(
          /^(import|export)( .*?)?(['"])(\.{1,2}\/.*?)\.esm\.js\3/gm,
          '$1$2$3$4.esm.mjs$3',
        )
        .replace(
          /^\/\/# sourceMappingURL=(.*)\.esm\.js\.map$/m,
          '//# sourceMappingURL=$1.esm.mjs.map',
        );
      writeFileSync(toModule(path), code);
    } else if (path.endsWith('.esm.js.map')) {
      writeFileSync(
        path.replace(/\.esm\.js\.map$/, '.esm.mjs.map'),
        readFileSync(path),
      );
    } else if (path.endsWith('.d.ts')) {
      const code = readFileSync(path, 'utf8').replace(
        /(from |import\()(['"])(\.{1,2}\/.*?)\.js\2/g,
        '$1$2$3.mjs$2',
      );
      writeFileSync(path.replace(/\.d\.ts$/, '.d.mts'), code);
    }
  }
}

function toModule(path) {
  return path.replace(/\.esm\.js$/, '.esm.mjs');
}
