import { asRecord } from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * A specification of which no task takes outputs of earlier runs: a copy, wrapped as `{pipeline_spec, platform_spec}`
 * or not, as it came.
 */
export function withoutCaching(spec: unknown): unknown {
  const record = asRecord(spec);
  if (!record) {
    return spec;
  }
  if (record.pipeline_spec !== undefined) {
    return { ...record, pipeline_spec: withoutCaching(record.pipeline_spec) };
  }
  return {
    ...record,
    root: inComponent(record.root),
    ...(asRecord(record.components) && {
      components: mapValues(record.components, inComponent),
    }),
  };
}

function inComponent(component: unknown): unknown {
  const record = asRecord(component);
  const dag = asRecord(record?.dag);
  if (!record || !dag || !asRecord(dag.tasks)) {
    return component;
  }
  const tasks = mapValues(dag.tasks, task => {
    const own = asRecord(task);
    return own ? { ...own, cachingOptions: { enableCache: false } } : task;
  });
  return { ...record, dag: { ...dag, tasks } };
}

function mapValues(
  value: unknown,
  change: (entry: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(asRecord(value) ?? {}).map(([key, entry]) => [
      key,
      change(entry),
    ]),
  );
}
