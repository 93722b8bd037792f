/**
 * A condition on one field of the records that are listed (kubeflow/pipelines backend/api/v2beta1/filter.proto). All
 * conditions of a list must hold.
 */
export type Predicate =
  | { key: string; is: 'EQUALS' | 'NOT_EQUALS'; value: string }
  | { key: string; is: 'IS_SUBSTRING'; value: string }
  | { key: string; is: 'IN'; value: readonly string[] }
  | {
      key: string;
      is: 'GREATER_THAN_EQUALS' | 'LESS_THAN';
      /** ISO 8601. */
      time: string;
    };

/**
 * The `filter` parameter of a list; `undefined` for no conditions.
 *
 * The server decodes the parameter once more after its framework has (server/list_request_util.go parseAPIFilter), so
 * the text is encoded here and again by whatever makes the address of it.
 */
export function filterParameter(
  predicates: readonly Predicate[],
): string | undefined {
  return predicates.length === 0
    ? undefined
    : encodeURIComponent(
        JSON.stringify({ predicates: predicates.map(toWire) }),
      );
}

function toWire(predicate: Predicate): Record<string, unknown> {
  const { key, is: operation } = predicate;
  if ('time' in predicate) {
    return { operation, key, timestamp_value: wholeSeconds(predicate.time) };
  }
  return predicate.is === 'IN'
    ? { operation, key, string_values: { values: predicate.value } }
    : { operation, key, string_value: predicate.value };
}

/**
 * Times are stored, and compared, in whole seconds. Rounded up, both "at or after" and "before" stay true to the time
 * that was meant.
 */
function wholeSeconds(time: string): string {
  const seconds = Math.ceil(Date.parse(time) / 1000);
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Stored values that mean archived: those of this API, and of the one before it in rows that are older. */
const archived = ['ARCHIVED', 'STORAGESTATE_ARCHIVED'];

/**
 * Whether a record is put away. What is not archived is stored under several names, or none, so it is asked for as what
 * it is not (storage/run_store.go nonArchivedStorageStateStrings).
 */
export function storagePredicates(
  storage: 'available' | 'archived',
): Predicate[] {
  return storage === 'archived'
    ? [{ key: 'storage_state', is: 'IN', value: archived }]
    : archived.map(value => ({
        key: 'storage_state',
        is: 'NOT_EQUALS',
        value,
      }));
}
