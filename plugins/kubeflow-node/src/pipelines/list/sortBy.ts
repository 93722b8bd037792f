/** Fields of the API by the portal's words; times start with the newest. */
const fields = {
  created: { field: 'created_at', order: 'desc' },
  finished: { field: 'finished_at', order: 'desc' },
  lastRun: { field: 'last_run_created_at', order: 'desc' },
  name: { field: 'display_name', order: 'asc' },
} as const;

/** The `sort_by` parameter. */
export function sortBy(query: {
  sort?: keyof typeof fields;
  order?: 'asc' | 'desc';
}): string {
  const { field, order } = fields[query.sort ?? 'created'];
  return `${field} ${query.order ?? order}`;
}
