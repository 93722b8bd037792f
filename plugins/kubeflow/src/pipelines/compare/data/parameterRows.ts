import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { runParameters, type RunParameter } from '../../runParameters';

/** One parameter over all runs that are compared. */
export interface ParameterRow {
  name: string;
  /** By run; `undefined`: the run has no such parameter. */
  values: readonly (Omit<RunParameter, 'name'> | undefined)[];
  differs: boolean;
}

/** The parameters of all runs: those that differ first, then by name. */
export function parameterRows(
  runs: readonly Pick<RunDetail, 'parameters' | 'spec'>[],
): ParameterRow[] {
  const all = runs.map(
    run => new Map(runParameters(run).map(each => [each.name, each])),
  );
  const names = new Set(all.flatMap(parameters => [...parameters.keys()]));
  return [...names]
    .map(name => {
      const values = all.map(parameters => parameters.get(name));
      return {
        name,
        values,
        // A default that is also what another run was given is no difference.
        differs: differ(values.map(each => each?.value)),
      };
    })
    .sort(
      (one, other) =>
        Number(other.differs) - Number(one.differs) ||
        one.name.localeCompare(other.name),
    );
}

/** Whether not all values are the same. The order of an object's keys says nothing. */
export function differ(values: readonly unknown[]): boolean {
  const [first, ...others] = values.map(sameText);
  return others.some(other => other !== first);
}

function sameText(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([one], [other]) =>
            one < other ? -1 : Number(one > other),
          ),
        )
      : part,
  );
}
