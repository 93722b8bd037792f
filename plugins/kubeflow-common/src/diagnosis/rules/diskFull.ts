import { findAtEnd, logFinding } from '../logFinding';
import type { DiagnosisRule } from '../types';

/** Errno 28, quotas, and what downloads make of them. */
const full =
  /No space left on device|Errno 28\b|Disk quota exceeded|disk is full|not enough (?:free )?disk space/i;

/** It had no room left to write. */
export const diskFull: DiagnosisRule = {
  id: 'disk-full',
  diagnose: (input, clues) =>
    clues.logs.flatMap(log => {
      const hit = findAtEnd(log, full);
      if (!hit) {
        return [];
      }
      const path = /: '(\/[^']{1,300})'/.exec(hit.line.text)?.[1];
      const isShared = path?.startsWith('/dev/shm');
      return [
        logFinding(input, log, [hit.line], {
          rule: diskFull.id,
          title: `It could not write${path ? ` ${path}` : ''}: no space is left.`,
          advice: isShared
            ? 'Mount an emptyDir with medium Memory at /dev/shm: by default it holds 64 MiB.'
            : 'Write to a volume that is large enough, enlarge it, or keep fewer checkpoints.',
        }),
      ];
    }),
};
