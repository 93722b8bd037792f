import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';

/** A duration as Backstage takes it (`{ seconds: 30 }`, `'30s'`, `'PT30S'`), in milliseconds. */
export const configDuration = (min: number) =>
  z.unknown().transform((value, context) => {
    let milliseconds = Number.NaN;
    try {
      milliseconds = durationToMilliseconds(
        readDurationFromConfig(new ConfigReader({ value: value as string }), {
          key: 'value',
        }),
      );
    } catch {
      // Told below.
    }
    if (!Number.isFinite(milliseconds)) {
      context.addIssue("must be a duration, such as { seconds: 30 } or '30s'");
      return z.NEVER;
    }
    if (milliseconds < min) {
      context.addIssue(`must be at least ${min} milliseconds`);
      return z.NEVER;
    }
    return milliseconds;
  });
