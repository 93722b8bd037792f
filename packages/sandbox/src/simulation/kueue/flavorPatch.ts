import type { Json } from '../kernel';
import { at, record, records } from '../kernel';
import { gpusOf } from '../objects';
import type { TrainingRun } from '../TrainingRun';

/** Kueue writes the flavour's node labels into the job: as a runtime patch, or into each pod template. */
export function flavorPatch(
  run: TrainingRun,
  nodeSelector: Record<string, string>,
): Json {
  if (run.kind.kind === 'TrainJob') {
    const others = records(at(run.object.spec, 'runtimePatches')).filter(
      ({ manager }) => manager !== 'kueue.x-k8s.io/manager',
    );
    return {
      spec: {
        runtimePatches: [
          ...others,
          {
            manager: 'kueue.x-k8s.io/manager',
            trainingRuntimeSpec: {
              template: {
                spec: {
                  replicatedJobs: run.sets.map(({ name, template }) => ({
                    name,
                    template: {
                      spec: {
                        template: {
                          spec: gpusOf(template) > 0 ? { nodeSelector } : {},
                        },
                      },
                    },
                  })),
                },
              },
            },
          },
        ],
      },
    };
  }
  const key = Object.keys(record(run.object.spec)).find(name =>
    name.endsWith('ReplicaSpecs'),
  );
  return key
    ? {
        spec: {
          [key]: Object.fromEntries(
            run.sets
              .filter(({ template }) => gpusOf(template) > 0)
              .map(({ name }) => [
                name,
                { template: { spec: { nodeSelector } } },
              ]),
          ),
        },
      }
    : {};
}
