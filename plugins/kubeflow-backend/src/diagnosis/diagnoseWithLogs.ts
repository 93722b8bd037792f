import {
  diagnose,
  readClues,
  type ContainerFailure,
  type Diagnosis,
  type DiagnosisInput,
  type DiagnosisLog,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { readLogTail } from '../logs';
import type { RouteContext } from '../routes/RouteContext';

/** Logs that are read for one diagnosis: of the containers that failed first. */
const MAX_LOGS = 16;
/** Lines of each, from its end. */
const MAX_LINES = 2000;
/** Milliseconds that all of them may take. */
const PATIENCE = 8000;

/** Ends that tell all by themselves; what the program wrote before adds nothing. */
const selfEvident: ReadonlySet<string> = new Set([
  'OOMKilled',
  'StartError',
  'ContainerCannotRun',
]);

/**
 * Diagnoses with what the containers that failed wrote last. Logs that cannot be read in time are left out: the
 * containers still say how they ended.
 *
 * @param logs - where the pods are; absent when the caller may not read logs
 */
export async function diagnoseWithLogs(
  context: Pick<RouteContext, 'logs'>,
  input: Omit<DiagnosisInput, 'logs'>,
  logs: { connection: ClusterConnection; namespace: string } | undefined,
): Promise<Diagnosis[]> {
  return diagnose(
    logs ? { ...input, logs: await readLogs(context, input, logs) } : input,
  );
}

async function readLogs(
  context: Pick<RouteContext, 'logs'>,
  input: DiagnosisInput,
  where: { connection: ClusterConnection; namespace: string },
): Promise<DiagnosisLog[]> {
  const present = new Set(input.pods?.map(({ name }) => name));
  const wanted = readClues(input)
    .failures.filter(
      (
        failure,
      ): failure is ContainerFailure & { pod: string; container: string } =>
        failure.pod !== undefined &&
        failure.container !== undefined &&
        present.has(failure.pod) &&
        !selfEvident.has(failure.reason ?? ''),
    )
    .slice(0, MAX_LOGS);
  return Promise.all(
    wanted.map(async ({ pod, container, isPast }) => ({
      pod,
      container,
      previous: isPast,
      lines: await readLogTail(
        context,
        { ...where, pod, container, previous: isPast },
        { lines: MAX_LINES, patience: PATIENCE },
      ),
    })),
  );
}
