import type {
  EntityPipelines,
  Pipeline,
  PipelineExperiment,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  useExperiment,
  useExperiments,
  usePipeline,
  usePipelines,
  type PipelinesListResult,
  type QueryResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { ResponseError } from '@backstage/errors';

/** The record that an annotation names by its id or its name. */
export interface NamedRecord<T> {
  /** What the annotation has; absent: the entity names none. */
  asked: string | undefined;
  record: T | undefined;
  isPending: boolean;
  error: Error | undefined;
  retry: () => void;
}

/** Where a record is looked for. */
interface Where {
  cluster: string;
  namespace: string | undefined;
}

/** Longest text that lists are searched by. */
const TEXT_LIMIT = 200;

/** Finds the pipeline of an entity: in its namespace, then among those that all share. */
export function useNamedPipeline(
  { cluster, namespace }: Where,
  { pipeline: asked }: EntityPipelines,
): NamedRecord<Pipeline> {
  const isAsked = asked !== undefined;
  const isId = isAsked && isRecordId(asked);
  const byId = usePipeline(
    { cluster, namespace, id: asked ?? '' },
    { enabled: isId },
  );
  const query = queryOf(asked);
  const own = usePipelines(
    cluster,
    { ...query, namespace },
    { enabled: isAsked && namespace !== undefined },
  );
  const shared = usePipelines(cluster, query, { enabled: isAsked });
  return found(asked, isId ? byId : undefined, [own, shared]);
}

/** Finds the experiment of an entity. */
export function useNamedExperiment(
  { cluster, namespace }: Where,
  { experiment: asked }: EntityPipelines,
): NamedRecord<PipelineExperiment> {
  const isAsked = asked !== undefined;
  const isId = isAsked && isRecordId(asked);
  const byId = useExperiment(
    { cluster, namespace, id: asked ?? '' },
    { enabled: isId },
  );
  const list = useExperiments(
    cluster,
    { ...queryOf(asked), namespace },
    { enabled: isAsked },
  );
  return found(asked, isId ? byId : undefined, [list]);
}

function queryOf(asked: string | undefined) {
  return {
    text: asked?.slice(0, TEXT_LIMIT),
    sort: 'name' as const,
    order: 'asc' as const,
    pageSize: 200,
  };
}

/** The Pipelines API makes ids of this form; names can have it, too. */
function isRecordId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function found<T extends { id: string; name: string }>(
  asked: string | undefined,
  byId: QueryResult<T> | undefined,
  lists: readonly PipelinesListResult<T>[],
): NamedRecord<T> {
  const record =
    asked === undefined
      ? undefined
      : (byId?.data ??
        lists
          .flatMap(({ data }) => data ?? [])
          .find(({ id, name }) => name === asked || id === asked));
  const asking = [...(byId ? [byId] : []), ...lists];
  // That no record has the id is no fault: it may be the name of one.
  const error = asking
    .map(each => (each.data ? undefined : each.error))
    .find(each => each !== undefined && !isNotFound(each));
  return {
    asked,
    record,
    isPending: record === undefined && asking.some(each => each.isPending),
    error: record ? undefined : error,
    retry: () => asking.forEach(each => each.error && each.retry()),
  };
}

function isNotFound(error: Error): boolean {
  return ResponseError.is(error) && error.statusCode === 404;
}
