import { isObject, setProperty, type JsonObject } from '../json';

/**
 * A set of fields of an object, as `metav1.FieldsV1` writes it: a tree whose edges are `f:<property>`,
 * `k:{<keys>}` (an item of a keyed list), `v:<value>` (an item of a set). A node is in the set when it is a `member`.
 */
export class FieldSet {
  member = false;
  readonly children = new Map<string, FieldSet>();

  static parse(fields: unknown): FieldSet {
    const set = new FieldSet();
    if (!isObject(fields)) return set;
    for (const [edge, below] of Object.entries(fields)) {
      if (edge === '.') {
        set.member = true;
        continue;
      }
      const child = FieldSet.parse(below);
      if (child.children.size === 0) child.member = true;
      set.children.set(edge, child);
    }
    return set;
  }

  toJSON(): JsonObject {
    const result: JsonObject = {};
    if (this.member && this.children.size > 0) result['.'] = {};
    for (const edge of [...this.children.keys()].sort()) {
      setProperty(result, edge, this.children.get(edge)!.toJSON());
    }
    return result;
  }

  get isEmpty(): boolean {
    return !this.member && this.children.size === 0;
  }

  insert([edge, ...below]: readonly string[]): void {
    if (edge === undefined) {
      this.member = true;
      return;
    }
    let child = this.children.get(edge);
    if (!child) this.children.set(edge, (child = new FieldSet()));
    child.insert(below);
  }

  union(other: FieldSet): FieldSet {
    const result = new FieldSet();
    result.member = this.member || other.member;
    for (const edge of new Set([
      ...this.children.keys(),
      ...other.children.keys(),
    ])) {
      const mine = this.children.get(edge);
      const theirs = other.children.get(edge);
      result.children.set(
        edge,
        mine && theirs ? mine.union(theirs) : (mine ?? theirs)!,
      );
    }
    return result;
  }

  intersection(other: FieldSet): FieldSet {
    return this.#combine(other, (mine, theirs) => mine && theirs, false);
  }

  /** Members of this one that the other does not have. */
  difference(other: FieldSet): FieldSet {
    return this.#combine(other, (mine, theirs) => mine && !theirs, true);
  }

  /** Without the other's members and everything below them. */
  without(other: FieldSet): FieldSet {
    const result = new FieldSet();
    if (other.member) return result;
    result.member = this.member;
    for (const [edge, child] of this.children) {
      const theirs = other.children.get(edge);
      const kept = theirs ? child.without(theirs) : child;
      if (!kept.isEmpty) result.children.set(edge, kept);
    }
    return result;
  }

  equals(other: FieldSet): boolean {
    if (
      this.member !== other.member ||
      this.children.size !== other.children.size
    )
      return false;
    for (const [edge, child] of this.children) {
      const theirs = other.children.get(edge);
      if (!theirs || !child.equals(theirs)) return false;
    }
    return true;
  }

  /** Whether the path, or something below it, is in the set. */
  reaches([edge, ...below]: readonly string[]): boolean {
    if (edge === undefined) return !this.isEmpty;
    return this.children.get(edge)?.reaches(below) ?? false;
  }

  *paths(prefix: readonly string[] = []): IterableIterator<string[]> {
    if (this.member) yield [...prefix];
    for (const [edge, child] of this.children)
      yield* child.paths([...prefix, edge]);
  }

  #combine(
    other: FieldSet,
    keep: (mine: boolean, theirs: boolean) => boolean,
    keepUnmatched: boolean,
  ): FieldSet {
    const result = new FieldSet();
    result.member = keep(this.member, other.member);
    for (const [edge, child] of this.children) {
      const theirs = other.children.get(edge);
      if (theirs) {
        const both = child.#combine(theirs, keep, keepUnmatched);
        if (!both.isEmpty) result.children.set(edge, both);
      } else if (keepUnmatched) {
        result.children.set(edge, child);
      }
    }
    return result;
  }
}

/** The path as messages show it: `.spec.containers[name="a"].image`. */
export function pathText(path: readonly string[]): string {
  return path
    .map(edge => {
      const value = edge.slice(2);
      if (edge.startsWith('f:')) return `.${value}`;
      if (!edge.startsWith('k:')) return `[=${value}]`;
      const keys = Object.entries(JSON.parse(value) as JsonObject);
      return `[${keys.map(([key, part]) => `${key}=${JSON.stringify(part)}`).join(',')}]`;
    })
    .join('');
}
