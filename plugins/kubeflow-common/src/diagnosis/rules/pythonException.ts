import { cleanText } from '../../reading';
import { exceptionAdvice } from '../exceptionAdvice';
import { restartsInWords } from '../failures';
import { logFinding } from '../logFinding';
import { decisiveFrame, type Traceback } from '../traceback';
import type { DiagnosisRule } from '../types';

/** A Python program ended with an exception: which, and where in the user's code. */
export const pythonException: DiagnosisRule = {
  id: 'python-exception',
  diagnose: (input, clues) =>
    clues.logs.flatMap(log => {
      const { traceback } = log;
      const at = traceback && log.lines[traceback.end];
      if (!traceback || !at) {
        return [];
      }
      return [
        logFinding(input, log, [at], {
          rule: pythonException.id,
          title: `Its program ended with ${exceptionInWords(traceback, 300)}`,
          explanation:
            [
              placeInWords(traceback),
              causeInWords(traceback),
              restartsInWords(log.failure.restartCount),
            ]
              .filter(Boolean)
              .join(' ') || undefined,
          advice: exceptionAdvice(traceback.type, traceback.message),
        }),
      ];
    }),
};

function exceptionInWords({ type, message }: Traceback, limit: number): string {
  const said = cleanText(message, limit);
  const name = cleanText(type.split('.').at(-1), 100) ?? 'an exception';
  return said ? `${name}: ${said}` : `${name}.`;
}

function placeInWords(traceback: Traceback): string | undefined {
  const frame = decisiveFrame(traceback);
  if (!frame) {
    return undefined;
  }
  const { line, name } = frame;
  const file = cleanText(frame.file, 200);
  const rank =
    traceback.rank === undefined ? '' : `, on rank ${traceback.rank}`;
  return `In ${file}, line ${line}${name && name !== '<module>' ? `, in ${cleanText(name, 100)}` : ''}${rank}.`;
}

function causeInWords({ cause }: Traceback): string | undefined {
  let root = cause;
  while (root?.cause) {
    root = root.cause;
  }
  return root && `It began with ${exceptionInWords(root, 200)}`;
}
