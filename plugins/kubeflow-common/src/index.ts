/**
 * What every Kubeflow object means: kinds, states, accelerators, wire types, permissions and annotations. No I/O.
 *
 * @packageDocumentation
 */
export * from './accelerators';
export * from './annotations';
export * from './api';
export * from './diagnosis';
export { EntityAnnotationError } from './entityAnnotation';
export * from './entityPipelines';
export * from './entityWorkloads';
export * from './kinds';
export * from './kubernetesObject';
export * from './labelSelector';
export * from './permissions';
export * from './pipelines';
export * from './pods';
export * from './reading';
export * from './replicas';
export * from './state';
