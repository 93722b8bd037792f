import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, cacheKey } from '../cacheDirectory';
import { ensureProgram, runCommand } from './systemPackages';

const here = fileURLToPath(new URL('.', import.meta.url));
const requirements = join(here, 'requirements.txt');

/** The folder with what the SDK made of the pipelines of `pipelines/`. */
export const compiledPipelines = fileURLToPath(
  new URL(
    '../../../plugins/kubeflow-common/src/pipelines/__fixtures__/compiled/',
    import.meta.url,
  ),
);

/**
 * A Python that has the SDK of Kubeflow Pipelines (`requirements.txt`), kept in the cache. Gives the path of the
 * interpreter.
 */
export async function kfpPython(): Promise<string> {
  const python = await ensureProgram('python3', ['python3', 'python3-venv']);
  const version = await runCommand(python, [
    '-c',
    'import sys; print(sys.version)',
  ]);
  const folder = cacheDirectory('kfp-sdk', cacheKey([requirements], version));
  if (!existsSync(folder)) {
    console.log(`Installing the SDK of Kubeflow Pipelines into ${folder} …`);
    await install(python, folder);
  }
  return join(folder, 'bin', 'python');
}

async function install(python: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.`);
  try {
    await makeEnvironment(python, partial);
    await runCommand(join(partial, 'bin', 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--no-deps'],
      ...['--requirement', requirements],
    ]);
    // In one step, as the servers are built; the interpreter does not mind that its folder moves.
    await rename(partial, folder).catch(error => {
      if (!existsSync(folder)) {
        throw error;
      }
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function makeEnvironment(python: string, folder: string): Promise<void> {
  const make = () => runCommand(python, ['-m', 'venv', '--clear', folder]);
  try {
    await make();
  } catch (error) {
    // Debian's Python comes without the part that makes environments, and says so only now.
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
      throw error;
    }
    await runCommand('apt-get', ['update', '-qq']);
    await runCommand('apt-get', [
      ...['install', '-y', '-qq', '--no-install-recommends', 'python3-venv'],
    ]);
    await make();
  }
}

/** Compiles the pipelines of `pipelines/` into a folder. */
export async function compilePipelines(target: string): Promise<void> {
  await runScript('compile.py', [target]);
}

/** Runs a script beside this file, away from the settings of whoever runs the tests; gives what it printed. */
export async function runScript(
  script: string,
  args: string[],
): Promise<string> {
  return runCommand(await kfpPython(), [join(here, script), ...args], {
    HOME: '/nonexistent',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONWARNINGS: 'ignore',
  });
}

/** A line that `drive.py` prints: which step it took, and what came of it. */
export interface DriveStep {
  step: string;
  [fact: string]: unknown;
}

/** Where `drive.py` finds Kubeflow Pipelines, and as whom it asks. */
export interface DriveTarget {
  /** A URL without `/apis/v2beta1`. */
  host: string;
  /** For a server for many users. */
  namespace?: string;
  /** A file with the certificate of the authority that signed the server's. */
  caFile?: string;
  /** Sent as `Authorization: Bearer`. */
  token?: string;
  /** A header sent with every request: `kubeflow-userid=alice`. */
  header?: string;
}

/**
 * Uses Kubeflow Pipelines as people do, with the SDK: uploads the compiled pipelines of a folder, runs, lists, archives,
 * terminates, retries and deletes. Rejects, with what went wrong, at the first answer that is not as expected.
 */
export async function drive(
  target: DriveTarget,
  compiled: string,
): Promise<DriveStep[]> {
  const { host, namespace, caFile, token, header } = target;
  const output = await runScript('drive.py', [
    ...['--host', host, '--compiled', compiled],
    ...(namespace ? ['--namespace', namespace] : []),
    ...(caFile ? ['--ca', caFile] : []),
    ...(token ? ['--token', token] : []),
    ...(header ? ['--header', header] : []),
  ]);
  return output
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}
