import { InputError } from '@backstage/errors';
import {
  LabelSelectorError,
  parseLabelSelector,
  type KindDefinition,
  type LabelSelector,
  type WorkloadFilter,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { StoredObject } from './StoredObject';

/** The filters that a facet leaves aside when it counts. */
export const facetDimensions = [
  'cluster',
  'namespace',
  'kind',
  'owner',
  'state',
] as const;

/** A filter, made ready to be asked of many rows. */
export class WorkloadMatcher {
  readonly #sets: Readonly<
    Record<(typeof facetDimensions)[number], ReadonlySet<string> | undefined>
  >;
  readonly #families: ReadonlySet<string> | undefined;
  readonly #roles: ReadonlySet<string> | undefined;
  readonly #words: readonly RegExp[];
  readonly #selector: LabelSelector | undefined;

  /** @throws InputError when the label selector is not one */
  constructor(filter: WorkloadFilter) {
    this.#sets = {
      cluster: setOf(filter.cluster),
      namespace: setOf(filter.namespace),
      kind: setOf(filter.kind),
      owner: setOf(filter.owner),
      state: setOf(filter.state),
    };
    this.#families = setOf(filter.family);
    // Who asks for a kind by name wants it whatever its role is.
    this.#roles =
      setOf(filter.role) ??
      (this.#sets.kind ? undefined : new Set(['workload']));
    this.#words = (filter.text ?? '')
      .split(/\s+/)
      .filter(word => word !== '')
      .map(
        word => new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'iu'),
      );
    this.#selector = parseSelector(filter.labelSelector);
  }

  /** A label that every match has, when the selector asks for one. */
  get requiredLabel(): { key: string; value: string } | undefined {
    return this.#selector?.requiredLabel;
  }

  /** Whether objects of a kind can match; the kind filter itself is left aside, for its facet. */
  acceptsKind(kind: KindDefinition): boolean {
    return (
      (this.#families === undefined || this.#families.has(kind.family)) &&
      (this.#roles === undefined || this.#roles.has(kind.role))
    );
  }

  /** What a facet cannot leave aside: family, role, text and labels. */
  matchesRest(object: StoredObject): boolean {
    return (
      this.acceptsKind(object.kind) &&
      this.#matchesSelector(object) &&
      this.#words.every(word => matchesWord(object, word))
    );
  }

  /**
   * The facet dimensions in which an object does not match, as bits in the order of {@link facetDimensions}.
   */
  misses(object: StoredObject): number {
    const { cluster, namespace, kind, owner, state } = this.#sets;
    return (
      (cluster && !cluster.has(object.cluster) ? 1 : 0) |
      (namespace && !namespace.has(object.namespace ?? '') ? 2 : 0) |
      (kind && !kind.has(object.kind.id) ? 4 : 0) |
      (owner && !owner.has(object.owner ?? '') ? 8 : 0) |
      (state && !state.has(object.reading.state) ? 16 : 0)
    );
  }

  matches(object: StoredObject): boolean {
    return this.misses(object) === 0 && this.matchesRest(object);
  }

  /** Whether the object could match at some time: false when what never changes about it speaks against it. */
  canMatch(object: StoredObject): boolean {
    return (this.misses(object) & 7) === 0 && this.acceptsKind(object.kind);
  }

  #matchesSelector(object: StoredObject): boolean {
    return (
      this.#selector === undefined ||
      this.#selector.matches(key => object.label(key))
    );
  }
}

function setOf<T extends string>(
  values: readonly T[] | undefined,
): ReadonlySet<string> | undefined {
  return values && values.length > 0 ? new Set(values) : undefined;
}

function matchesWord(object: StoredObject, word: RegExp): boolean {
  const { reading } = object;
  return (
    word.test(object.name) ||
    (object.namespace !== undefined && word.test(object.namespace)) ||
    (object.owner !== undefined && word.test(object.owner)) ||
    (reading.reason !== undefined && word.test(reading.reason)) ||
    (reading.message !== undefined && word.test(reading.message))
  );
}

function parseSelector(text: string | undefined): LabelSelector | undefined {
  if (text === undefined || text.trim() === '') {
    return undefined;
  }
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (error instanceof LabelSelectorError) {
      throw new InputError(`Parameter 'labelSelector': ${error.message}`);
    }
    throw error;
  }
}
