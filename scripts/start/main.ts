import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { styleText } from 'node:util';
import {
  parseStartOptions,
  type StartOptions,
  usage,
  UsageError,
} from './options';
import { type Portal, startPortal } from './portal';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function main(): Promise<number> {
  let options: StartOptions;
  try {
    options = parseStartOptions(process.argv.slice(2), process.env);
  } catch (error) {
    return explain(error);
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }

  const interrupted = new AbortController();
  let portal: Portal | undefined;
  const interrupt = () => {
    if (interrupted.signal.aborted) {
      // A second Ctrl-C: no more patience.
      portal?.kill();
      process.exit(130);
    }
    console.log('\nStopping …');
    interrupted.abort(new Interrupted());
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
    process.on(event, interrupt);
  }

  console.log(styleText('bold', 'Kubeflow Portal is starting …'));
  const show = (part: string, line: string) =>
    console.log(`${styleText('dim', `[${part}]`)} ${line}`);
  // Warnings wait for the end of the start: a failed one shows the end of the log instead.
  let early: [part: string, line: string][] | undefined = options.verbose
    ? undefined
    : [];
  try {
    portal = await startPortal(
      root,
      options,
      {
        note: text => console.log(`  ${text}`),
        ready: (part, seconds, where) =>
          console.log(
            `  ${part.padEnd(9)} ready after ${seconds.toFixed(1)} s  ${styleText('dim', where)}`,
          ),
        line: (part, line) => {
          if (early) {
            early.push([part, line]);
          } else if (!interrupted.signal.aborted || options.verbose) {
            // What parts say of each other's end is no news to whoever ended them.
            show(part, line);
          }
        },
      },
      interrupted.signal,
    );
  } catch (error) {
    return explain(error);
  }

  for (const [part, line] of early ?? []) {
    show(part, line);
  }
  early = undefined;
  console.log(
    `\nKubeflow Portal: ${styleText(['bold', 'cyan'], portal.url)}   Ctrl-C stops everything.`,
  );
  if (portal.sandbox) {
    const file = relative(process.cwd(), portal.sandbox.kubeconfigFile);
    console.log(
      styleText(
        'dim',
        `The sandbox's API: kubectl --kubeconfig ${file} get trainjobs -A\n` +
          `Its pipelines: kfp.Client(host='${portal.sandbox.pipelinesUrl}')`,
      ),
    );
  }
  console.log('');

  const stopped = new Promise<undefined>(resolve => {
    interrupted.signal.addEventListener('abort', () => resolve(undefined));
  });
  const failure = interrupted.signal.aborted
    ? undefined
    : await Promise.race([portal.failure, stopped]);
  await portal.stop();
  return failure ? explain(failure) : 0;
}

/** The person stopped it. */
class Interrupted extends Error {}

function explain(error: unknown): number {
  if (error instanceof Interrupted) {
    return 0;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`\n${message}`);
  if (error instanceof UsageError) {
    console.error("\n'npm start -- --help' lists the options.");
    return 2;
  }
  return 1;
}

main().then(code => process.exit(code));
