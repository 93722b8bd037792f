/** POSIX shells and container runtimes report 128 + the number of the signal that ended a process. */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT, an interrupt',
  3: 'SIGQUIT',
  4: 'SIGILL, an instruction that this processor does not have',
  6: 'SIGABRT, the program gave up by itself',
  7: 'SIGBUS, often too little shared memory in /dev/shm',
  8: 'SIGFPE, an arithmetic error',
  9: 'SIGKILL, it was killed from outside',
  11: 'SIGSEGV, a memory access error',
  13: 'SIGPIPE',
  15: 'SIGTERM, it was asked to stop',
};

/**
 * What an exit code says, as a predicate: `ended with exit code 137 (SIGKILL, it was killed from outside)`.
 *
 * @public
 */
export function exitCodeInWords(code: number): string {
  if (code === 0) {
    return 'finished';
  }
  const meaning = meaningOf(code);
  return `ended with exit code ${code}${meaning ? ` (${meaning})` : ''}`;
}

function meaningOf(code: number): string | undefined {
  switch (code) {
    case 1:
      return 'an error of the program; its log tells more';
    case 2:
      return 'an error of the program, often wrong arguments';
    case 126:
      return 'the command cannot be executed';
    case 127:
      return 'the command was not found';
    default:
      return signals[code - 128];
  }
}
