import type { ExecutionRow } from '../../pipelines/store';
import { at, text, type Random } from '../kernel';
import type { PythonProgram } from './pythonProgram';

/** A line as glog writes it: `I1125 22:10:11.123456       1 main.go:120] …`. */
export function glog(
  level: 'I' | 'W' | 'E' | 'F',
  date: Date,
  place: string,
  message: string,
): string {
  const iso = date.toISOString();
  const process = level === 'F' ? '27' : ' 1';
  return `${level}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000      ${process} ${place}] ${message}`;
}

/** What the driver says before it has looked at anything. */
export function driverBanner(date: Date): string[] {
  return [
    glog('I', date, 'main.go:119', "Setting log level to: '1'"),
    glog(
      'I',
      date,
      'cache.go:116',
      'Connecting to cache endpoint ml-pipeline.kubeflow.svc.cluster.local:8887',
    ),
  ];
}

/** What the launcher says before the program starts. */
export function launcherBanner(date: Date): string[] {
  return [
    glog('I', date, 'main.go:80', "Setting log level to: '1'"),
    glog(
      'I',
      date,
      'launcher_v2.go:246',
      'No non-default provider configuration for bucket mlpipeline: using the default one',
    ),
  ];
}

function executorStamp(date: Date): string {
  return `[KFP Executor ${date.toISOString().slice(0, 23).replace('T', ' ').replace('.', ',')} INFO]`;
}

/** What the SDK says around a Python function. */
export function programBanner(
  program: PythonProgram,
  row: ExecutionRow,
  date: Date,
  random: Random,
): string[] {
  if (program.name === '') {
    return [];
  }
  const file = `/tmp/tmp.${random.suffix(10)}/ephemeral_component.py`;
  return [
    `${executorStamp(date)}: Looking for component \`${program.name}\` in --component_module_path \`${file}\``,
    `${executorStamp(date)}: Loading KFP component "${program.name}" from ${file} (directory "${file.slice(0, -23)}" and module name "ephemeral_component")`,
    `${executorStamp(date)}: Got executor_input:`,
    ...JSON.stringify(
      { inputs: { parameterValues: row.inputs.parameters } },
      undefined,
      4,
    ).split('\n'),
  ];
}

/** What a program prints in passing: what its source prints, and progress where it trains. */
export function programLines(
  program: PythonProgram,
  row: ExecutionRow,
  part: { index: number; of: number },
  random: Random,
): string[] {
  const { index, of } = part;
  const percent = Math.round(((index + 1) / of) * 100);
  if (/train|tune|fit/i.test(row.taskName)) {
    const loss = 0.18 + 1.9 * Math.exp((-3 * (index + 1)) / of);
    return [
      `epoch ${index + 1}/${of} - loss: ${(loss * random.between(0.96, 1.04)).toFixed(4)} - lr: ${(0.0003 * (1 - index / of)).toExponential(2)} - ${random.integer(180, 260)} samples/s`,
    ];
  }
  const printed = [
    ...program.source.matchAll(/^\s+print\(f?(['"])(.*?)\1\)/gm),
  ].map(([, , words]) =>
    words.replace(/\{(\w+)[^}]*\}/g, (whole, name: string) => {
      const value = row.inputs.parameters[name];
      return value === undefined ? whole : String(value);
    }),
  );
  if (printed.length > 0) {
    const from = Math.floor((index / of) * printed.length);
    return printed.slice(from, Math.floor(((index + 1) / of) * printed.length));
  }
  return [`${row.taskName}: ${percent} %`];
}

/** What the SDK and the launcher say when all went well. */
export function happyEnd(
  program: PythonProgram,
  row: ExecutionRow,
  date: Date,
): string[] {
  const values = { parameterValues: row.outputs.parameters };
  return [
    ...(program.name === ''
      ? []
      : [
          `${executorStamp(date)}: Wrote executor output file to /tmp/kfp_outputs/output_metadata.json.`,
        ]),
    glog(
      'I',
      date,
      'launcher_v2.go:1230',
      `ExecutorOutput: ${JSON.stringify(values)}`,
    ),
    ...Object.keys(row.outputs.artifacts).map(name =>
      glog(
        'I',
        date,
        'launcher_v2.go:800',
        `outputArtifact in uploadOutputArtifacts call: ${name}`,
      ),
    ),
    glog('I', date, 'launcher_v2.go:206', 'publish success.'),
  ];
}

/** What the launcher says when the program has ended with a code. */
export function unhappyEnd(exitCode: number, date: Date): string[] {
  return [
    glog(
      'E',
      date,
      'launcher_v2.go:449',
      `Component failed to execute successfully: exit status ${exitCode}`,
    ),
    glog('I', date, 'launcher_v2.go:206', 'publish success.'),
    glog(
      'F',
      date,
      'main.go:71',
      `failed to execute component: exit status ${exitCode}`,
    ),
  ];
}

/** An artifact could not be stored. */
export function uploadError(name: string, uri: string, date: Date): string[] {
  const why = `failed to upload output artifact "${name}" to remote storage URI "${uri}": uploadFile(): unable to complete copying "/minio/${uri.slice(8)}" to remote storage: blob (code=Unknown): operation error S3: PutObject, https response error StatusCode: 507, XMinioStorageFull: Storage backend has reached its minimum free drive threshold`;
  return [
    glog(
      'I',
      date,
      'launcher_v2.go:867',
      'Executing uploadOutputArtifacts attempt: 1',
    ),
    glog(
      'W',
      date,
      'launcher_v2.go:876',
      `Failed to upload output artifacts: ${why}`,
    ),
    glog(
      'I',
      date,
      'launcher_v2.go:890',
      'Executing uploadOutputArtifacts attempt: 2',
    ),
    glog(
      'E',
      date,
      'launcher_v2.go:898',
      `All upload artifact attempts failed: ${why}`,
    ),
    glog('F', date, 'main.go:71', `failed to execute component: ${why}`),
  ];
}

const errors: readonly [RegExp, string][] = [
  [
    /ingest|download|crawl|fetch|load/i,
    "FileNotFoundError: [Errno 2] No such file or directory: '/data/part-00017.parquet'",
  ],
  [/split|clean|dedup|filter|tokeni|prepare|index/i, "KeyError: 'label'"],
  [
    /train|tune|fit/i,
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (64x2048 and 1024x512)',
  ],
  [
    /eval|check|compare|score/i,
    'AssertionError: accuracy 0.71 is below the threshold of 0.80',
  ],
  [
    /register|publish|deploy|notify/i,
    'requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://model-registry-service.kubeflow.svc:8080/api/model_registry/v1alpha3/registered_models',
  ],
];

/** A traceback of the program: its last statement raised. */
export function traceback(
  program: PythonProgram,
  row: ExecutionRow,
  random: Random,
): string[] {
  const name = program.name || 'main';
  const raised = program.statements.find(({ text: line }) =>
    line.startsWith('raise '),
  );
  const calls = program.statements.filter(({ text: line }) =>
    /\(.*\)/.test(line),
  );
  const at_ = raised ??
    calls.at(Math.floor(calls.length / 2)) ??
    program.statements.at(-1) ?? { line: 12, text: `result = ${name}_step()` };
  const own = /^raise (\w+)\(f?['"](.*?)['"]\)/.exec(raised?.text ?? '');
  const message = own
    ? `${own[1]}: ${own[2]}`
    : (errors.find(([pattern]) => pattern.test(row.taskName))?.[1] ??
      "ValueError: could not convert string to float: 'n/a'");
  const file = `/tmp/tmp.${random.suffix(10)}/ephemeral_component.py`;
  return [
    'Traceback (most recent call last):',
    '  File "<frozen runpy>", line 198, in _run_module_as_main',
    '  File "<frozen runpy>", line 88, in _run_code',
    '  File "/usr/local/lib/python3.12/site-packages/kfp/dsl/executor_main.py", line 109, in <module>',
    '    executor_main()',
    '  File "/usr/local/lib/python3.12/site-packages/kfp/dsl/executor_main.py", line 101, in executor_main',
    '    output_file = executor.execute()',
    '                  ^^^^^^^^^^^^^^^^^^',
    '  File "/usr/local/lib/python3.12/site-packages/kfp/dsl/executor.py", line 443, in execute',
    '    result = self.func(**func_kwargs)',
    '             ^^^^^^^^^^^^^^^^^^^^^^^^',
    `  File "${file}", line ${at_.line}, in ${name}`,
    `    ${at_.text}`,
    message,
  ];
}

/** PyTorch's words for a GPU that is full. */
export function cudaOutOfMemory(
  program: PythonProgram,
  random: Random,
): string[] {
  const file = `/tmp/tmp.${random.suffix(10)}/ephemeral_component.py`;
  const at_ = program.statements.find(({ text: line }) =>
    /train|backward|model|fit/.test(line),
  ) ?? { line: 31, text: 'loss.backward()' };
  return [
    'Traceback (most recent call last):',
    '  File "/usr/local/lib/python3.12/site-packages/kfp/dsl/executor.py", line 443, in execute',
    '    result = self.func(**func_kwargs)',
    `  File "${file}", line ${at_.line}, in ${program.name || 'train'}`,
    `    ${at_.text}`,
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.95 GiB. GPU 0 has a total capacity of 22.17 GiB of which 816.94 MiB is free. Including non-PyTorch memory, this process has 21.36 GiB memory in use. Of the allocated memory 20.41 GiB is allocated by PyTorch, and 512.37 MiB is reserved by PyTorch but unallocated.',
  ];
}

/** The display name of a task, as messages have it. */
export function displayName({ task, taskName }: ExecutionRow): string {
  return text(at(task.taskInfo, 'name')) ?? taskName;
}
