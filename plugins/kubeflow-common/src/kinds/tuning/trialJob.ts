import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import { asCount, asRecord, asString, at } from '../../reading';
import { acceleratorsInWords, fact } from '../shared';
import { trainingKinds } from '../training';
import type { FactReading, KindDefinition } from '../types';

/** What one trial of an experiment starts: a job of any kind, given as a whole object. */
export interface TrialJob {
  /** API kind: `Job`, `PyTorchJob`. */
  kind?: string;
  /** The kind, when jobs of it are listed by themselves. */
  listedAs?: KindDefinition;
  accelerators: AcceleratorRequest[];
}

/**
 * Reads `trialTemplate.trialSpec` of an Experiment or `runSpec` of a Trial. In the former, values of parameters stand
 * as `${trialParameters.name}`; what depends on them is not known.
 */
export function readTrialJob(job: unknown): TrialJob {
  const object = asRecord(job);
  const kind = asString(object?.kind);
  const group = asString(object?.apiVersion)?.split('/')[0];
  const listedAs = trainingKinds.find(
    candidate => candidate.kind === kind && candidate.group === group,
  );
  return {
    kind,
    listedAs,
    accelerators: listedAs
      ? listedAs.read(object ?? {}).accelerators
      : // A batch Job, or something with a pod template in the same place.
        acceleratorsOfPodTemplate(
          at(object, 'spec', 'template'),
          asCount(at(object, 'spec', 'parallelism')) ?? 1,
        ),
  };
}

export function trialJobFacts(job: TrialJob): FactReading[] {
  return [
    ...fact('trialKind', job.kind),
    ...fact('acceleratorsPerTrial', acceleratorsInWords(job.accelerators)),
  ];
}
