import type { ApiObject } from '../cluster/types';

/** `metav1.TableColumnDefinition`, and how its cells are read. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format?: string;
  description?: string;
  /** Columns above 0 show only in `-o wide`. */
  priority?: number;
  cell(object: ApiObject, now: Date): unknown;
}
