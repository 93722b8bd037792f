import type { Script } from '../kernel';
import { at, count, records, text } from '../kernel';
import { podTemplate } from '../objects';
import { resources } from '../resources';
import type { Family, Subject } from './Family';
import { SimDeployment } from './SimDeployment';

/** SeldonDeployment as Seldon Core v1 keeps it. */
export const seldonDeployment: Family = {
  kind: 'SeldonDeployment',
  resource: resources.seldonDeployments,
  concerns: object => object.spec,
  live,
};

function* live(subject: Subject): Script {
  const { object, name, namespace } = subject;
  const [predictor] = records(at(object.spec, 'predictors'));
  const predictorName = text(predictor?.name) ?? 'default';
  const graph = text(at(predictor, 'graph', 'name')) ?? 'classifier';
  const replicas = count(predictor?.replicas) ?? 1;
  const template = podTemplate({
    spec: {
      containers: [
        { name: graph, image: 'seldonio/sklearnserver:1.19.0' },
        {
          name: 'seldon-container-engine',
          image: 'seldonio/seldon-core-executor:1.19.0',
        },
      ],
    },
  });
  if (!template) {
    return;
  }
  const deploymentName = `${name}-${predictorName}-0-${graph}`;
  const deployment = new SimDeployment(
    subject,
    deploymentName,
    replicas,
    { 'seldon-deployment-id': name, 'seldon-app': `${name}-${predictorName}` },
    template,
  );
  const write = (state: string) =>
    subject.status({
      state,
      replicas,
      deploymentStatus: {
        [deploymentName]: { replicas, availableReplicas: deployment.ready },
      },
      address: {
        url: `http://${name}-${predictorName}.${namespace}.svc.cluster.local:8000/api/v1.0/predictions`,
      },
    });
  write('Creating');
  yield* subject.bringUp(deployment.pods);
  deployment.sync();
  write('Available');
}
