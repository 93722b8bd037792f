import type { Entity } from '@backstage/catalog-model';
import { workloadFilterSchema } from './api';
import { EntityAnnotationError } from './entityAnnotation';
import { hasWorkloads, workloadFilterOfEntity } from './entityWorkloads';

function entity(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'detector', annotations },
  };
}

describe('workloadFilterOfEntity', () => {
  it('finds nothing for an entity that says nothing', () => {
    const saysNothing: (Record<string, string> | undefined)[] = [
      undefined,
      {},
      { 'kubeflow.org/namespace': '  ' },
    ];
    for (const annotations of saysNothing) {
      expect(hasWorkloads(entity(annotations))).toBe(false);
      expect(workloadFilterOfEntity(entity(annotations))).toBeUndefined();
    }
  });

  it('reads lists of names and the selector', () => {
    const filter = workloadFilterOfEntity(
      entity({
        'kubeflow.org/cluster': 'gpu-eu, gpu-us,gpu-eu',
        'kubeflow.org/namespace': 'team-vision',
        'kubeflow.org/label-selector': ' app in (detector,tracker) , !draft ',
      }),
    );
    expect(filter).toEqual({
      cluster: ['gpu-eu', 'gpu-us'],
      namespace: ['team-vision'],
      labelSelector: 'app in (detector,tracker),!draft',
    });
    expect(workloadFilterSchema.parse(filter)).toEqual(filter);
  });

  it.each([
    ['kubeflow.org/label-selector', 'app in detector', "'(' is missing"],
    ['kubeflow.org/namespace', ',', 'It names nothing'],
    ['kubeflow.org/cluster', 'gpu-eu gpu-us', "'gpu-eu gpu-us' is not a name"],
  ])('says what is wrong with %s: %j', (annotation, text, problem) => {
    const read = () => workloadFilterOfEntity(entity({ [annotation]: text }));
    expect(read).toThrow(EntityAnnotationError);
    expect(read).toThrow(
      `The annotation ${annotation} of component:default/detector`,
    );
    expect(read).toThrow(problem);
  });
});
