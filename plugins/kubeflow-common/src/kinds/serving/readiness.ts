import { findCondition } from '../../reading';
import type { StateVerdict } from '../../state';
import { sentence } from '../shared';
import type { ConditionReading } from '../types';

/**
 * Reasons with which a server does not come up unless somebody changes something. Sources: Deployment
 * (ProgressDeadlineExceeded, FailedCreate), Knative Serving (RevisionFailed, ContainerMissing, ExitCode1) and the
 * LLMInferenceService controller of KServe (ConfigNotFound, InvalidRenderedConfig, Reconcile…Error).
 */
const hopeless =
  /^(ProgressDeadlineExceeded|FailedCreate|RevisionFailed|ContainerMissing|ExitCode\d+|Invalid\w+|\w+NotFound|\w+Error)$/;

/** What the reasons of Deployments and of Knative mean; others are told by their messages. */
const words: Readonly<Record<string, string>> = {
  MinimumReplicasUnavailable: 'not enough of its pods are ready yet',
  ProgressDeadlineExceeded: 'its pods did not become ready in time',
  RevisionMissing: 'its first revision is being made',
  Deploying: 'its pods are being started',
  IngressNotConfigured: 'its address is being set up',
  Uninitialized: 'its address is being set up',
};

export interface ReadinessOptions {
  /** When nothing has been said yet, the state began with the object. */
  createdAt?: string;
  /** What it does when it is ready: `Answers requests.` */
  ready: string;
  /** Condition types that say nothing about readiness. */
  except?: readonly string[];
}

/**
 * What the conditions of a server mean that follow Knative's convention: `Ready` sums up the others, `Unknown` is
 * "not yet", and the reason stands on `Ready` or on the one that is to blame.
 */
export function readinessVerdict(
  conditions: readonly ConditionReading[],
  { createdAt, ready: whatItDoes, except = [] }: ReadinessOptions,
): StateVerdict {
  const ready = findCondition(conditions, 'Ready');
  if (ready?.status === 'True') {
    return {
      state: 'running',
      reason: 'Ready',
      message: whatItDoes,
      since: ready.lastTransitionTime,
    };
  }
  const blamed = blame(conditions, except);
  if (!ready && !blamed) {
    return {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; its controller has not begun with it yet.',
      since: createdAt,
    };
  }
  const reason = ready?.reason ?? blamed?.reason;
  const said = ready?.message ?? blamed?.message;
  const why = (reason && words[reason]) ?? said;
  const about = blamed ? partInWords(blamed.type) : undefined;
  const failed =
    reason !== undefined &&
    hopeless.test(reason) &&
    (ready?.status ?? blamed?.status) === 'False';
  return {
    state: failed ? 'failed' : 'starting',
    reason: reason ?? 'NotReady',
    message: why
      ? sentence(`${failed ? 'Does not come up' : 'Not ready'}: ${why}`)
      : `Not ready: waits for ${about ?? 'its pods'}.`,
    since: ready?.lastTransitionTime ?? blamed?.lastTransitionTime ?? createdAt,
  };
}

/** The condition that keeps the others from being well: one that says no before one that does not know. */
function blame(
  conditions: readonly ConditionReading[],
  except: readonly string[],
): ConditionReading | undefined {
  const others = conditions.filter(
    ({ type }) => type !== 'Ready' && !except.includes(type),
  );
  return (
    others.find(({ status }) => status === 'False') ??
    others.find(({ status }) => status === 'Unknown')
  );
}

/** `PredictorConfigurationReady` as `predictor configuration`. */
function partInWords(type: string): string {
  return (
    type
      .replace(/Ready$/, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .trim() || type
  );
}
