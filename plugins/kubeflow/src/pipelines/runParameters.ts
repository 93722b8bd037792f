import {
  pipelineInputs,
  type RunDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** What a parameter of a run is. */
export interface RunParameter {
  name: string;
  value: unknown;
  /** The run was not given one: it took the default of its pipeline. */
  isDefault: boolean;
}

/** The parameters that a run was given, then those that its pipeline filled in. */
export function runParameters({
  parameters,
  spec,
}: Pick<RunDetail, 'parameters' | 'spec'>): RunParameter[] {
  const given = Object.entries(parameters).map(([name, value]) => ({
    name,
    value,
    isDefault: false,
  }));
  const defaults = (spec === undefined ? [] : pipelineInputs(spec))
    .filter(
      ({ name, is }) => is === 'parameter' && !Object.hasOwn(parameters, name),
    )
    .map(({ name, defaultValue }) => ({
      name,
      value: defaultValue,
      isDefault: true,
    }));
  return [...given, ...defaults];
}
