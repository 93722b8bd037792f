import type { Life } from '../TrainingRun';
import { badEntryPoint } from './badEntryPoint';
import { commandNotFound } from './commandNotFound';
import { crashLoop } from './crashLoop';
import { cudaOutOfMemory } from './cudaOutOfMemory';
import { healthy } from './healthy';
import { imagePull } from './imagePull';
import { ncclTimeout } from './ncclTimeout';
import { outOfMemory } from './outOfMemory';
import { restartsOnce } from './restartsOnce';
import { tooSlow } from './tooSlow';
import { unschedulable } from './unschedulable';

/** Lives by name, as the annotation `sandbox.kubeflow.org/life` of a job gives it. */
export const lives = {
  healthy,
  'out-of-memory': outOfMemory,
  'cuda-out-of-memory': cudaOutOfMemory,
  'nccl-timeout': ncclTimeout,
  'bad-entry-point': badEntryPoint,
  'command-not-found': commandNotFound,
  'image-pull': imagePull,
  unschedulable,
  'crash-loop': crashLoop,
  'too-slow': tooSlow,
  'restarts-once': restartsOnce,
} as const satisfies Record<string, Life>;

export type LifeName = keyof typeof lives;

export function isLifeName(value: unknown): value is LifeName {
  return typeof value === 'string' && Object.hasOwn(lives, value);
}
