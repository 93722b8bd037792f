/** What a hook of this package gives. @public */
export interface QueryResult<T> {
  /** Absent until the first answer; stays while a later one fails. */
  data: T | undefined;
  /** Why the last attempt failed. */
  error: Error | undefined;
  /** No answer yet, neither good nor bad. */
  isPending: boolean;
  retry: () => void;
}
