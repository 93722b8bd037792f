import type { KindDefinition } from './types';

/**
 * The kinds that a portal knows. Immutable; {@link KindRegistry.with} gives a larger one.
 *
 * @public
 */
export class KindRegistry {
  readonly #byId: ReadonlyMap<string, KindDefinition>;

  private constructor(byId: ReadonlyMap<string, KindDefinition>) {
    this.#byId = byId;
  }

  /** @throws Error when two kinds share an id or the same group and plural: the later one would hide the first. */
  static of(definitions: Iterable<KindDefinition>): KindRegistry {
    const byId = new Map<string, KindDefinition>();
    const byResource = new Map<string, KindDefinition>();
    for (const definition of definitions) {
      if (!/^[a-z][a-z0-9-]*$/.test(definition.id)) {
        throw new Error(
          `Kind id '${definition.id}' must be lower-case letters, digits and dashes`,
        );
      }
      const resource = `${definition.plural}.${definition.group}`;
      const other = byId.get(definition.id) ?? byResource.get(resource);
      if (other) {
        throw new Error(
          `Kind '${definition.id}' (${resource}) is already taken by '${other.id}' (${other.plural}.${other.group})`,
        );
      }
      byId.set(definition.id, definition);
      byResource.set(resource, definition);
    }
    return new KindRegistry(byId);
  }

  with(definitions: Iterable<KindDefinition>): KindRegistry {
    return KindRegistry.of([...this.#byId.values(), ...definitions]);
  }

  get(id: string): KindDefinition | undefined {
    return this.#byId.get(id);
  }

  /** In order of registration. */
  list(): KindDefinition[] {
    return [...this.#byId.values()];
  }
}
