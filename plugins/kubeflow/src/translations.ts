/**
 * The texts of the Kubeflow plugin, for translating and overriding them.
 *
 * @packageDocumentation
 */
export { kubeflowReactTranslationRef } from '@kubeflow-portal/plugin-kubeflow-react';
export { kubeflowTranslationRef } from './translation/ref';
