import {
  asCount,
  asRecords,
  asString,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesCaller, PipelinesPage } from '../PipelinesClient';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { filterParameter, type Predicate } from './filter';
import { bindPageToken, unbindPageToken } from './pageToken';

/** One list of the API. */
export interface ListRequest<T> {
  /** `/apis/v2beta1/runs` */
  path: string;
  /** Under which the rows stand in the answer. */
  rowsKey: string;
  /** What was asked of us; a page token is good for this only. */
  query: { pageSize: number; pageToken?: string };
  predicates: readonly Predicate[];
  /** `created_at desc` */
  sortBy: string;
  /** Beside filter and order: `namespace`, `experiment_id`. */
  parameters?: Record<string, string | undefined>;
  /** A row as it is handed on; `undefined` leaves it out. */
  read(row: Record<string, unknown>): T | undefined;
  /** What the API cannot filter by. Then pages hold fewer rows, and nobody knows how many there are in all. */
  keep?(item: T): boolean;
}

/** As many rows as the API gives at once (list/list.go maxPageSize). */
const MAX_PAGE_SIZE = 200;

/** Asks for one page, in one request. */
export async function readPage<T>(
  http: PipelinesHttp,
  request: ListRequest<T>,
  caller: PipelinesCaller,
): Promise<PipelinesPage<T>> {
  const { query, parameters, keep } = request;
  const identity = { path: request.path, ...query };
  const token =
    query.pageToken === undefined
      ? undefined
      : unbindPageToken(query.pageToken, identity);
  const body = await http.json(request.path, caller, {
    query: {
      ...parameters,
      page_size: keep ? MAX_PAGE_SIZE : query.pageSize,
      // The token holds filter and order. Given beside it, they are compared with its own in a way that finds lists and
      // times different from themselves (list_request_util.go validatedListOptions).
      ...(token === undefined
        ? {
            sort_by: request.sortBy,
            filter: filterParameter(request.predicates),
          }
        : { page_token: token }),
    },
  });
  const items = asRecords(body[request.rowsKey])
    .map(row => request.read(row))
    .filter(item => item !== undefined)
    .filter(item => !keep || keep(item));
  const next = asString(body.next_page_token);
  return {
    items,
    nextPageToken: next && bindPageToken(next, identity),
    // Zero is left out on the wire.
    total: keep ? undefined : (asCount(body.total_size) ?? emptyTotal(items)),
  };
}

function emptyTotal(items: readonly unknown[]): number | undefined {
  return items.length === 0 ? 0 : undefined;
}
