import { asCount, asString, asTime, at, cleanText } from '../../reading';
import type { StateVerdict } from '../../state';
import { lastLine, sentence } from '../shared';

/** `status.modelStatus` of an InferenceService (kserve/kserve pkg/apis/serving/v1beta1/inference_service_status.go). */
export interface ModelStatus {
  /** Pods that have the model and are ready. */
  copies?: number;
  failedCopies?: number;
  /** It has been loaded at some time. */
  wasLoaded: boolean;
  /** Why the version that is wanted now does not load. */
  failure?: StateVerdict;
}

/** What the reasons of a failed load mean. */
const words: Readonly<Record<string, string>> = {
  ModelLoadFailed: 'The model could not be loaded',
  RuntimeUnhealthy: 'The model server does not come up',
  RuntimeDisabled: 'Its serving runtime is turned off',
  NoSupportingRuntime: 'No serving runtime of this cluster fits its model',
  RuntimeNotRecognized: 'It names a serving runtime that does not exist',
  InvalidPredictorSpec: 'Its specification cannot be served',
};

export function readModelStatus(modelStatus: unknown): ModelStatus {
  const target = asString(at(modelStatus, 'states', 'targetModelState'));
  const transition = asString(at(modelStatus, 'transitionStatus'));
  const isFailed =
    transition === 'BlockedByFailedLoad' ||
    transition === 'InvalidSpec' ||
    target === 'FailedToLoad';
  return {
    copies: asCount(at(modelStatus, 'copies', 'totalCopies')),
    failedCopies: asCount(at(modelStatus, 'copies', 'failedCopies')),
    wasLoaded: at(modelStatus, 'states', 'activeModelState') === 'Loaded',
    // A failure of the past stays in lastFailureInfo: it only counts while the transition says so.
    failure: isFailed
      ? failureOf(at(modelStatus, 'lastFailureInfo'), transition)
      : undefined,
  };
}

function failureOf(
  info: unknown,
  transition: string | undefined,
): StateVerdict {
  const reason =
    cleanText(at(info, 'reason'), 200) ??
    (transition === 'InvalidSpec' ? 'InvalidPredictorSpec' : 'ModelLoadFailed');
  const what = words[reason] ?? 'The model could not be loaded';
  const said = lastLine(at(info, 'message'));
  const exitCode = asCount(at(info, 'exitCode'));
  const code = exitCode ? ` (exit code ${exitCode})` : '';
  return {
    state: 'failed',
    reason,
    message: sentence(
      said
        ? `${what}${code}: ${said}`
        : `${what}${code}. Its pods may tell why`,
    ),
    since: asTime(at(info, 'time')),
  };
}
