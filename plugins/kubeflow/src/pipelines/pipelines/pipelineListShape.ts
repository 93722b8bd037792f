import type { ListSearchShape } from '../shell/useListSearch';

/** `shared`: those of no namespace; `private`: those of the namespace that is chosen. */
export const pipelineListShape: ListSearchShape<
  'created' | 'name',
  'shared' | 'private'
> = {
  sorts: ['created', 'name'],
  orderOf: sort => (sort === 'created' ? 'desc' : 'asc'),
  viewKey: 'scope',
  views: ['shared', 'private'],
};
