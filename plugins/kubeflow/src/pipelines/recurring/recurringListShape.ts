import type { ListSearchShape } from '../shell/useListSearch';

/** Recurring runs have one list; the server cannot tell those that are on from the others. */
export const recurringListShape: ListSearchShape<'created' | 'name', 'all'> = {
  sorts: ['created', 'name'],
  orderOf: sort => (sort === 'created' ? 'desc' : 'asc'),
  viewKey: 'show',
  views: ['all'],
};
