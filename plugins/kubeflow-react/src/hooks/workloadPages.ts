import {
  type StreamEvent,
  type Workload,
  type WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { InfiniteData } from '@tanstack/react-query';
import { isSameWorkload } from '../api/workloadRef';

/** The pages of one list, first to last. */
export type WorkloadPages = InfiniteData<WorkloadsResponse>;

/**
 * Brings the rows of a list up to date in place: rows keep their position until the list is asked for again. Events
 * older than a page are passed over. Gives back the same pages when nothing in them changed.
 *
 * @param dropRemoved - Whether a removed object leaves the list at once; otherwise its row waits for the next answer
 */
export function patchPages(
  pages: WorkloadPages,
  events: readonly StreamEvent[],
  dropRemoved: boolean,
): WorkloadPages {
  const upserts = new Map<string, { sequence: number; workload: Workload }>();
  const removals = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'upsert') {
      upserts.set(event.workload.uid, event);
      removals.delete(event.workload.uid);
    } else if (event.type === 'remove') {
      removals.set(event.uid, event.sequence);
      upserts.delete(event.uid);
    }
  }
  if (upserts.size === 0 && (removals.size === 0 || !dropRemoved)) {
    return pages;
  }

  let changed = false;
  const next = pages.pages.map(page => {
    let dropped = 0;
    let touched = false;
    const items: Workload[] = [];
    for (const item of page.items) {
      const upsert = upserts.get(item.uid);
      if (dropRemoved && (removals.get(item.uid) ?? -1) > page.sequence) {
        dropped += 1;
      } else if (
        upsert &&
        upsert.sequence > page.sequence &&
        isSameWorkload(upsert.workload, item)
      ) {
        touched = true;
        items.push(upsert.workload);
      } else {
        items.push(item);
      }
    }
    if (!touched && dropped === 0) {
      return page;
    }
    changed = true;
    return { ...page, items, total: Math.max(0, page.total - dropped) };
  });
  return changed ? { ...pages, pages: next } : pages;
}

/** All rows, each object once: between two pages a row can move from one to the other. */
export function rowsOf(
  pages: WorkloadPages | undefined,
): Workload[] | undefined {
  if (!pages) {
    return undefined;
  }
  const rows = new Map<string, Workload>();
  for (const page of pages.pages) {
    for (const item of page.items) {
      const key = `${item.cluster}/${item.uid}`;
      if (!rows.has(key)) {
        rows.set(key, item);
      }
    }
  }
  return [...rows.values()];
}

/** The page that knows most: each one carries the counts of the whole list at its time. */
export function newestPage(
  pages: WorkloadPages | undefined,
): WorkloadsResponse | undefined {
  let newest: WorkloadsResponse | undefined;
  for (const page of pages?.pages ?? []) {
    if (!newest || page.sequence >= newest.sequence) {
      newest = page;
    }
  }
  return newest;
}
