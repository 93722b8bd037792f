import { at } from '../../reading';
import { fact } from '../shared';
import { kubeflowJob, numberFact } from './kubeflowJob';

/** PyTorch training by the training operator. @public */
export const pytorchJob = kubeflowJob({
  id: 'pytorchjob',
  kind: 'PyTorchJob',
  plural: 'pytorchjobs',
  title: { one: 'PyTorchJob', many: 'PyTorchJobs' },
  framework: 'PyTorch',
  replicaSpecs: 'pytorchReplicaSpecs',
  replicaTypes: ['Master', 'Worker'],
  container: 'pytorch',
  facts: spec => [
    // `auto`, `cpu`, `gpu` or a number; the elastic policy's field of nearly the same name is the older one.
    ...fact('procPerNode', spec.nprocPerNode),
    ...(spec.nprocPerNode === undefined
      ? numberFact('procPerNode', at(spec, 'elasticPolicy', 'nProcPerNode'))
      : []),
    ...elasticRange(spec),
  ],
});

function elasticRange(spec: Record<string, unknown>) {
  const least = at(spec, 'elasticPolicy', 'minReplicas');
  const most = at(spec, 'elasticPolicy', 'maxReplicas');
  return typeof least === 'number' && typeof most === 'number'
    ? fact('elastic', `${least} to ${most} workers`)
    : [];
}
