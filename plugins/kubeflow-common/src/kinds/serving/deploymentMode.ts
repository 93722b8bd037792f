import type { KubernetesObject } from '../../kubernetesObject';
import { annotationOf, at, cleanText } from '../../reading';
import { fact } from '../shared';
import type { FactReading } from '../types';

/** KServe 0.16 gave its deployment modes new names; both are in use (kserve/kserve ParseDeploymentMode). */
const newNames: Readonly<Record<string, string>> = {
  RawDeployment: 'Standard',
  Serverless: 'Knative',
};

/** How KServe runs the server: `Standard`, `Knative` or `ModelMesh`. */
export function deploymentModeFact(object: KubernetesObject): FactReading[] {
  const mode =
    cleanText(at(object.status, 'deploymentMode'), 100) ??
    annotationOf(object, 'serving.kserve.io/deploymentMode');
  return fact('deploymentMode', (mode && newNames[mode]) ?? mode);
}
