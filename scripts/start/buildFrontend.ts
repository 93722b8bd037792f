import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { PortalListener } from './portal';

/**
 * Builds packages/app; turbo does nothing when no source has changed since the last build.
 *
 * @throws Error with the output when the build fails.
 */
export async function buildFrontend(
  root: string,
  listener: PortalListener,
  signal: AbortSignal,
): Promise<void> {
  const started = performance.now();
  const child = spawn(
    join(root, 'node_modules', '.bin', 'turbo'),
    ['run', 'build', '--filter=app', '--output-logs=new-only'],
    {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `The frontend could not be built (exit status ${code}):\n\n${output}`,
    );
  }
  listener.ready('frontend', (performance.now() - started) / 1000, 'built');
}
