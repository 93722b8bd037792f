import { exitCodeInWords } from '../pods/exitCode';

/** How a program ended, of which nothing is left but what Go said of its process. */
export interface ProgramEnd {
  /** A sentence. */
  title: string;
  advice?: string;
}

/**
 * Reads what the launcher of Kubeflow Pipelines says of the program around which it runs: Go's `exec.ExitError`, as
 * `exit status 3` or `signal: killed` (os.ProcessState.String).
 */
export function readProgramEnd(message: string): ProgramEnd | undefined {
  const code = /^exit status (\d{1,3})$/.exec(message)?.[1];
  if (code !== undefined) {
    return { title: `Its program ${exitCodeInWords(Number(code))}.` };
  }
  const signal = /^signal: ([a-z ]{1,40})(?: \(core dumped\))?$/.exec(
    message,
  )?.[1];
  if (signal === 'killed') {
    return {
      title: 'Its program was killed from outside.',
      advice:
        'Mostly for its memory, though with its pod the proof is gone: look whether its memory limit is near what it needs.',
    };
  }
  return signal === undefined
    ? undefined
    : { title: `Its program was ended by a signal: ${signal}.` };
}
