import type { Warning } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Referring } from './NamesCache';
import type { PipelinesSession } from './Pipelines';

/** With the request for a page itself, no page takes more than three. */
const REQUESTS = 2;

/** A single record refers to one experiment, one pipeline and one version. */
const REQUESTS_FOR_ONE = 3;

/** Puts names to the ids of the one record that a page is about. */
export function nameRecord<T extends Referring>(
  session: PipelinesSession,
  record: T,
  namespace?: string,
): Promise<{ items: T[]; warnings: Warning[] }> {
  return nameRecords(session, [record], namespace, REQUESTS_FOR_ONE);
}

/**
 * Puts names to the ids of the records of a list, with a warning where they cannot be had: the records themselves are
 * there.
 */
export async function nameRecords<T extends Referring>(
  session: PipelinesSession,
  records: readonly T[],
  namespace?: string,
  requests = REQUESTS,
): Promise<{ items: T[]; warnings: Warning[] }> {
  const { items, problems } = await session.names.name(records, session, {
    namespace,
    requests,
    versions: session.server.config.identity?.type !== 'serviceAccount',
  });
  return {
    items,
    warnings: problems.map(problem => ({
      cluster: session.cluster,
      code: 'pipelines-incomplete',
      message: `Some names of experiments and pipelines are missing: ${problem}`,
    })),
  };
}
