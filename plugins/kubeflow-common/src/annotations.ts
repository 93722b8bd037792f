/*
 * Two sets of names. On a catalog entity they say which objects belong to it; on a Kubernetes object they say which
 * entity owns it.
 */

/** On an entity: cluster names, separated by commas; absent means all. @public */
export const ANNOTATION_CLUSTER = 'kubeflow.org/cluster';

/** On an entity: namespaces, separated by commas; absent means all. @public */
export const ANNOTATION_NAMESPACE = 'kubeflow.org/namespace';

/** On an entity: Kubernetes label selector (`team=vision,app in (bert,gpt)`). @public */
export const ANNOTATION_LABEL_SELECTOR = 'kubeflow.org/label-selector';

/** On an entity: a pipeline of Kubeflow Pipelines, its id or its name. @public */
export const ANNOTATION_PIPELINE = 'kubeflow.org/pipeline';

/** On an entity: an experiment of Kubeflow Pipelines, its id or its name. @public */
export const ANNOTATION_PIPELINE_EXPERIMENT =
  'kubeflow.org/pipeline-experiment';

/** On a Kubernetes object, as label or annotation: the owner, an entity ref or a bare group name. @public */
export const OWNER_KEY = 'kubeflow.org/owner';
