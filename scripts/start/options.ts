import { parseArgs } from 'node:util';

export const usage = `Starts the portal: an embedded Kubeflow (the sandbox), the backend and the frontend.

  npm start                          with the sandbox
  npm start -- --no-sandbox          only the clusters in app-config.yaml and app-config.local.yaml
  npm start -- --speed 10            lets the sandbox's jobs live ten times as fast
  npm start -- --port 4000           another port for the portal; PORT=4000 npm start does the same
  npm start -- --backend-port 8000   another port for the backend
  npm start -- --built               builds the frontend and serves it from the backend, on one port
  npm start -- --config FILE         reads FILE instead of app-config.yaml and app-config.local.yaml; can be repeated
  npm start -- --verbose             shows everything that the processes write`;

/** What a person can choose on the command line. */
export interface StartOptions {
  /** Start the sandbox when the configuration has a cluster for it. */
  sandbox: boolean;
  /** How many times as fast as the clock the sandbox's jobs live. */
  speed?: number;
  /** The port that a browser opens. A taken one is an error; without it, the next free one is used. */
  port?: number;
  backendPort?: number;
  /** Serve the built frontend from the backend instead of running two development servers. */
  built: boolean;
  /** Configuration files, relative to the repository's root; none means the usual two. */
  config: string[];
  verbose: boolean;
  help: boolean;
}

/** A mistake on the command line; its message says what to do. */
export class UsageError extends Error {}

/**
 * Reads the command line and `PORT`.
 *
 * @throws UsageError when an option is unknown or its value makes no sense.
 */
export function parseStartOptions(
  args: readonly string[],
  env: Record<string, string | undefined>,
): StartOptions {
  const values = parse(args);
  return {
    sandbox: !values['no-sandbox'],
    speed: readSpeed(values.speed),
    port: readPort('--port', values.port) ?? readPort('PORT', env.PORT),
    backendPort: readPort('--backend-port', values['backend-port']),
    built: values.built ?? false,
    config: values.config ?? [],
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        'no-sandbox': { type: 'boolean' },
        speed: { type: 'string' },
        port: { type: 'string' },
        'backend-port': { type: 'string' },
        built: { type: 'boolean' },
        config: { type: 'string', multiple: true },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message : String(error),
    );
  }
}

function readPort(name: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') {
    return undefined;
  }
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65535) {
    throw new UsageError(
      `${name} must be a whole number from 1 to 65535, not '${value}'`,
    );
  }
  return port;
}

function readSpeed(value: string | undefined): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const speed = Number(value);
  if (value.trim() === '' || !Number.isFinite(speed) || speed <= 0) {
    throw new UsageError(`--speed must be a number above 0, not '${value}'`);
  }
  return speed;
}
