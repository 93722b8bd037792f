import type { ApiObject } from '../cluster/types';

/**
 * On an object: how it fares. For training jobs a name in `lives`; each other family has its own words; `none` leaves
 * the object as it is.
 */
export const LIFE_ANNOTATION = 'sandbox.kubeflow.org/life';

/** On a training job: how many seconds it trains when nothing stops it. */
export const SECONDS_ANNOTATION = 'sandbox.kubeflow.org/seconds';

/** Nobody brings it to life. */
export function isLeftAlone({ metadata }: ApiObject): boolean {
  return metadata.annotations?.[LIFE_ANNOTATION] === 'none';
}
