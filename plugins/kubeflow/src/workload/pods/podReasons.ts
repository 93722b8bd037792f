import type { Pod } from '@kubeflow-portal/plugin-kubeflow-common';
import { sortPods } from './sortPods';

/** Reasons that are worth a line of their own. */
const MOST = 3;

/** What pods say of why they failed or wait, each sentence once with the pods that say it; failed ones first. */
export function podReasons(
  pods: readonly Pod[],
): { message: string; pods: Pod[] }[] {
  const byMessage = new Map<string, Pod[]>();
  for (const pod of sortPods(pods)) {
    if (pod.message && pod.phase !== 'Succeeded') {
      const same = byMessage.get(pod.message) ?? [];
      byMessage.set(pod.message, [...same, pod]);
    }
  }
  return [...byMessage]
    .slice(0, MOST)
    .map(([message, saying]) => ({ message, pods: saying }));
}
