import { createServer } from 'node:net';
import { UsageError } from './options';

/** Loopback in both families, and everything: what listens on one of them may leave the others free. */
const addresses = ['127.0.0.1', '::1', '::'];

/** Whether nothing listens on `port` on this machine. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const address of addresses) {
    if (!(await canListen(port, address))) {
      return false;
    }
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(false);
      } else if (
        error.code === 'EADDRNOTAVAIL' ||
        error.code === 'EAFNOSUPPORT'
      ) {
        // A machine without IPv6.
        resolve(true);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** The outcome of {@link choosePort}. */
export interface ChosenPort {
  port: number;
  /** Set when the usual port was taken. */
  instead?: number;
}

/**
 * A port to listen on: the one that was asked for, or else the usual one, or else the next free one after it.
 *
 * @param taken - ports that this start has already given away.
 * @throws UsageError when the port that was asked for is taken.
 */
export async function choosePort(
  what: string,
  choice: { asked?: number; usual: number; option: string },
  taken: ReadonlySet<number> = new Set(),
): Promise<ChosenPort> {
  if (choice.asked !== undefined) {
    if (taken.has(choice.asked) || !(await isPortFree(choice.asked))) {
      throw new UsageError(
        `Port ${choice.asked} for the ${what} is taken. Stop what listens there, or choose another with ${choice.option}.`,
      );
    }
    return { port: choice.asked };
  }
  const last = Math.min(choice.usual + 100, 65535);
  for (let port = choice.usual; port <= last; port++) {
    if (!taken.has(port) && (await isPortFree(port))) {
      return port === choice.usual ? { port } : { port, instead: choice.usual };
    }
  }
  throw new UsageError(
    `Every port from ${choice.usual} to ${last} is taken. Choose one for the ${what} with ${choice.option}.`,
  );
}
