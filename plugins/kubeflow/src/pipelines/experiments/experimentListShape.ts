import type { ListSearchShape } from '../shell/useListSearch';

/** Those in use, or those put away. */
export const experimentListShape: ListSearchShape<
  'lastRun' | 'created' | 'name',
  'available' | 'archived'
> = {
  sorts: ['lastRun', 'created', 'name'],
  orderOf: sort => (sort === 'name' ? 'asc' : 'desc'),
  viewKey: 'storage',
  views: ['available', 'archived'],
};
