import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { kubeflowReactTranslationRef } from './ref';

/** The texts of the shared components. */
export function useKubeflowTranslation(): {
  t: TranslationFunction<(typeof kubeflowReactTranslationRef)['T']>;
} {
  return useTranslationRef(kubeflowReactTranslationRef);
}
