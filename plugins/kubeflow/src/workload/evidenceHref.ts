import type { Evidence } from '@kubeflow-portal/plugin-kubeflow-common';
import { formatLogChoice } from './logs/logChoice';

/** Where on an object's page a piece of evidence is; `undefined` for what the page does not show. */
export function evidenceHref(
  pathname: string,
  evidence: Evidence,
): string | undefined {
  const { source, pod, container, line, previous } = evidence;
  switch (source) {
    case 'log':
      return `${pathname}?${formatLogChoice({
        pod,
        container,
        previous,
        lines:
          line === undefined ? undefined : { from: line + 1, to: line + 1 },
      })}`;
    case 'event':
      return `${pathname}?tab=events`;
    case 'container':
      return `${pathname}?tab=pods`;
    case 'condition':
      return `${pathname}?tab=${pod ? 'pods' : 'conditions'}`;
    default:
      return undefined;
  }
}
