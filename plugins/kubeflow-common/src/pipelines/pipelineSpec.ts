import { asRecord, asString } from '../reading';

/** A specification and its platform's part, taken apart. @public */
export interface PipelineSpecParts {
  /** A `PipelineSpec` (kubeflow/pipelines api/v2alpha1/pipeline_spec.proto). */
  spec: Record<string, unknown>;
  /** A `PlatformSpec`. */
  platform?: Record<string, unknown>;
}

/**
 * Takes a specification out of the shapes in which the Pipelines API holds it: by itself, as
 * `{pipeline_spec, platform_spec}`, or as the text of either.
 *
 * @public
 */
export function pipelineSpecParts(value: unknown): PipelineSpecParts {
  const outer = asRecord(value) ?? {};
  const inner = asRecord(field(outer, 'pipelineSpec'));
  const spec = inner ?? outer;
  return {
    spec,
    platform: asRecord(field(outer, 'platformSpec')),
  };
}

/**
 * A field by its JSON name, or by the name that it has in the protocol buffer: both are valid in their JSON form.
 */
export function field(record: unknown, name: string): unknown {
  const object = asRecord(record);
  if (!object) {
    return undefined;
  }
  if (Object.hasOwn(object, name)) {
    return object[name];
  }
  const snake = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  return Object.hasOwn(object, snake) ? object[snake] : undefined;
}

/** {@link field}, step by step. */
export function fieldAt(record: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((value, name) => field(value, name), record);
}

/** A member of a map, whose keys are the pipeline's own words. */
export function member(map: unknown, key: string | undefined): unknown {
  const record = asRecord(map);
  return record && key !== undefined && Object.hasOwn(record, key)
    ? record[key]
    : undefined;
}

/** The record members of a map in its order. */
export function members(map: unknown): [string, Record<string, unknown>][] {
  return Object.entries(asRecord(map) ?? {}).flatMap(([key, value]) => {
    const record = asRecord(value);
    return record ? [[key, record] as [string, Record<string, unknown>]] : [];
  });
}

/** A protocol buffer's enum or string field. */
export function textField(record: unknown, name: string): string | undefined {
  return asString(field(record, name));
}
