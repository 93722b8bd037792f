import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureGo, type Go } from './go';

/** A program of a Go module. */
export interface GoBinary {
  /** What its file is called. */
  name: string;
  package: string;
  ldflags: string;
}

/** What to build from a Go module of the checkout. */
export interface GoBuild {
  /** The folder of the module: its `go.mod` says the versions. */
  sources: string;
  /** Where the binaries go; when it exists, there is nothing to do. */
  folder: string;
  binaries: GoBinary[];
  /** Printed before a build begins. */
  announcement: string;
  /** Whether C code is part of it, which needs a C compiler. */
  cgo?: boolean;
  /** Adds what is no binary to the folder, before it appears. */
  addFiles?(folder: string, go: Go): Promise<void>;
}

/** Builds binaries once; gives the folder that holds them. */
export async function goBuild(job: GoBuild): Promise<string> {
  const { folder } = job;
  if (existsSync(folder)) {
    return folder;
  }
  const go = await ensureGo(job.sources);
  console.log(job.announcement);
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.`);
  try {
    for (const binary of job.binaries) {
      await build(go, binary, job, partial);
    }
    await job.addFiles?.(partial, go);
    // In one step, so that nobody ever finds half a build. Another process may have been faster.
    await rename(partial, folder).catch(error => {
      if (!existsSync(folder)) {
        throw error;
      }
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

function build(
  go: Go,
  binary: GoBinary,
  { sources, cgo }: GoBuild,
  folder: string,
): Promise<void> {
  const started = Date.now();
  const args = ['build', '-v', '-trimpath', '-ldflags', binary.ldflags];
  const child = spawn(
    go.command,
    [...args, '-o', join(folder, binary.name), binary.package],
    {
      cwd: sources,
      env: { ...go.env, CGO_ENABLED: cgo ? '1' : '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let compiled = 0;
  let last: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.trimEnd().split('\n');
    compiled += lines.length;
    last = [...last, ...lines].slice(-30);
  });
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const progress = setInterval(
    () =>
      console.log(
        `  ${binary.name}: ${compiled} packages so far, ${seconds()} s`,
      ),
    30_000,
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', code => {
      clearInterval(progress);
      if (code === 0) {
        console.log(`  ${binary.name}: built in ${seconds()} s`);
        resolve();
      } else {
        reject(
          new Error(
            `Building ${binary.package} failed (status ${code}):\n${last.join('\n')}`,
          ),
        );
      }
    });
  });
}
