/** How a write is to be done. */
export interface WriteOptions {
  /** Owner of the written fields. */
  fieldManager: string;
  /** Everything but the storing. */
  dryRun?: boolean;
  /** The sandbox's own controllers: a status may come with the object, and nothing is said of unknown fields. */
  trusted?: boolean;
  /** What to do about fields that the schema does not know. */
  fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
  warn?(message: string): void;
}

/** What must hold for a deletion, and what becomes of what the object owns. */
export interface DeleteOptions extends Pick<WriteOptions, 'dryRun'> {
  uid?: string;
  resourceVersion?: string;
  propagation?: 'Orphan' | 'Background' | 'Foreground';
}
