import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort, ServerProcess } from '../serverProcess';
import { ensureProgram, runCommand } from './systemPackages';

/** The core packages have no service that would start by itself. */
const packages = ['mariadb-server-core', 'mariadb-client-core'];

/** A MariaDB on loopback with an empty user database; its only user is `root`, who needs no password. */
export class MariaDb implements AsyncDisposable {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly #process: ServerProcess;

  private constructor(port: number, process: ServerProcess) {
    this.port = port;
    this.#process = process;
  }

  /** Starts one that keeps its data in `directory`. */
  static async start(directory: string): Promise<MariaDb> {
    const server = await ensureProgram('mariadbd', packages);
    const install = await ensureProgram('mariadb-install-db', packages);
    // The script that sets the data up calls it, and it comes with the other package.
    await ensureProgram('my_print_defaults', packages);
    const data = join(directory, 'mariadb');
    // As root it insists on being told who to run as.
    const user = process.getuid?.() === 0 ? ['--user=root'] : ([] as string[]);
    await runCommand(install, [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      ...user,
    ]);
    const port = await freePort();
    const child = new ServerProcess(
      'mariadbd',
      server,
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${join(directory, 'mariadb.sock')}`,
        `--pid-file=${join(directory, 'mariadb.pid')}`,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        // Nothing it holds has to survive a crash, so it does not wait for the disk.
        '--innodb-flush-log-at-trx-commit=0',
        '--skip-innodb-doublewrite',
        '--skip-log-bin',
        ...user,
      ],
      join(directory, 'mariadb.log'),
    );
    try {
      await child.ready(() => greets(port));
      return new MariaDb(port, child);
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  /** Runs statements in one of its databases; gives what they print, columns between tabs and no headings. */
  async run(database: string, statements: string): Promise<string> {
    const client = await ensureProgram('mariadb', packages);
    return runCommand(client, [
      '--no-defaults',
      ...['--host', this.host, '--port', String(this.port), '--user=root'],
      ...['--batch', '--skip-column-names', '--skip-ssl'],
      ...['--execute', statements, database],
    ]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#process.stop('SIGKILL');
  }
}

/** Whether a server says hello there, which it does first in this protocol. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', reject);
  });
}
