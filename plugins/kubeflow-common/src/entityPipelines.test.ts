import type { Entity } from '@backstage/catalog-model';
import { EntityAnnotationError } from './entityAnnotation';
import { hasPipelines, pipelinesOfEntity } from './entityPipelines';
import { hasWorkloads } from './entityWorkloads';

function entity(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'detector', annotations },
  };
}

describe('pipelinesOfEntity', () => {
  it('finds nothing for an entity that names neither pipeline nor experiment', () => {
    const saysNothing: (Record<string, string> | undefined)[] = [
      undefined,
      {},
      { 'kubeflow.org/pipeline': ' ' },
      { 'kubeflow.org/cluster': 'gpu-eu', 'kubeflow.org/namespace': 'vision' },
    ];
    for (const annotations of saysNothing) {
      expect(hasPipelines(entity(annotations))).toBe(false);
      expect(pipelinesOfEntity(entity(annotations))).toBeUndefined();
    }
  });

  it('reads a name as it is, and the place as lists', () => {
    const annotated = entity({
      'kubeflow.org/cluster': 'gpu-eu, gpu-us',
      'kubeflow.org/pipeline': ' Train, then test ',
      'kubeflow.org/pipeline-experiment': 'nightly',
    });
    expect(pipelinesOfEntity(annotated)).toEqual({
      cluster: ['gpu-eu', 'gpu-us'],
      namespace: undefined,
      pipeline: 'Train, then test',
      experiment: 'nightly',
    });
  });

  it('says what is wrong', () => {
    const read = (annotations: Record<string, string>) => () =>
      pipelinesOfEntity(entity(annotations));
    expect(read({ 'kubeflow.org/pipeline': 'x'.repeat(300) })).toThrow(
      EntityAnnotationError,
    );
    expect(
      read({ 'kubeflow.org/pipeline': 'train', 'kubeflow.org/cluster': 'a b' }),
    ).toThrow("'a b' is not a name");
  });

  it('takes the cluster of a pipeline for nothing more', () => {
    const cluster = { 'kubeflow.org/cluster': 'gpu-eu' };
    const pipeline = { ...cluster, 'kubeflow.org/pipeline': 'train' };
    expect(hasWorkloads(entity(cluster))).toBe(true);
    expect(hasWorkloads(entity(pipeline))).toBe(false);
    expect(
      hasWorkloads(entity({ ...pipeline, 'kubeflow.org/namespace': 'vision' })),
    ).toBe(true);
  });
});
