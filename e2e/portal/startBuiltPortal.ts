import { fileURLToPath } from 'node:url';
import { startPortal, type Portal } from '../../scripts/start/portal';
import { freePort } from '../cluster/serverProcess';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The whole portal as `npm start -- --built` starts it, with the sandbox, on a port of its own.
 *
 * @param options.config - as `--config`: files instead of the usual two
 * @param options.isQuiet - the processes' own lines are not shown
 */
export async function startBuiltPortal(
  options: { config?: string[]; isQuiet?: boolean } = {},
): Promise<Portal> {
  return startPortal(
    root,
    {
      sandbox: true,
      built: true,
      port: await freePort(),
      config: options.config ?? [],
      verbose: false,
      help: false,
    },
    {
      note: text => console.log(text),
      ready: (part, seconds) =>
        console.log(`${part} ready after ${seconds.toFixed(1)} s`),
      line: (part, line) => options.isQuiet || console.log(`[${part}] ${line}`),
    },
  );
}
