import type { ApiObject } from '../../cluster/types';
import type { Random } from '../kernel';
import { at, text, texts } from '../kernel';
import type { TrainingKind } from '../kinds/TrainingKind';
import { deepspeed, jax, mpi, paddle, tensorflow, xgboost } from './phrases';
import type { Phrases } from './plainLog';
import { PlainLog } from './plainLog';
import { TorchLog } from './torchLog';
import type { TrainingLog } from './TrainingLog';

export * from './TrainingLog';

const byKind: Record<string, Phrases> = {
  TFJob: tensorflow,
  XGBoostJob: xgboost,
  PaddleJob: paddle,
  JAXJob: jax,
  MPIJob: mpi,
};

/** The log that fits a job: its kind tells, or the name of its runtime. */
export function logFor(
  kind: TrainingKind,
  object: ApiObject,
  random: Random,
): TrainingLog {
  const runtime = text(at(object.spec, 'runtimeRef', 'name')) ?? '';
  const phrases =
    byKind[kind.kind] ??
    (runtime.includes('jax')
      ? jax
      : runtime.includes('xgboost')
        ? xgboost
        : runtime.includes('deepspeed')
          ? deepspeed
          : undefined);
  if (phrases) {
    return new PlainLog(random, phrases);
  }
  const words = [
    ...texts(at(object.spec, 'trainer', 'command')),
    ...texts(at(object.spec, 'trainer', 'args')),
  ];
  return new TorchLog(random, {
    script: words.find(word => word.endsWith('.py')) ?? 'train.py',
  });
}
