/**
 * How the parts of an object merge: what the API's Go types say in `patchStrategy` and `patchMergeKey` tags, and CRDs
 * in `x-kubernetes-list-type`, `-list-map-keys` and `-map-type`. What nothing is said of is a map merged by key, or a
 * list replaced as a whole.
 */
export interface MergeType {
  /** Of an object: what is under a property. */
  fields?: Readonly<Record<string, MergeType>>;
  /** Of an object: what is under any other property. */
  values?: MergeType;
  /** Of a list: what its items are. */
  items?: MergeType;
  list?: 'atomic' | 'set' | 'map';
  /** Of a list of type `map`: what tells its items apart. */
  keys?: readonly string[];
  /** The value that a missing key stands for. */
  keyDefaults?: Readonly<Record<string, string>>;
  /** The key of a strategic merge patch, where it is not the only one of `keys`. */
  patchKey?: string;
  /** Of an object: replaced as a whole. */
  atomic?: boolean;
}

export function fieldType(
  type: MergeType | undefined,
  name: string,
): MergeType | undefined {
  return (
    (type?.fields && Object.hasOwn(type.fields, name)
      ? type.fields[name]
      : undefined) ?? type?.values
  );
}
