import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { logChoiceKeys } from './logs/logChoice';

/** The parts of an object's page, as the address names them: `?tab=pods`. */
export const workloadTabs = [
  'overview',
  'pods',
  'logs',
  'events',
  'conditions',
  'yaml',
] as const;

/** One of {@link workloadTabs}. */
export type WorkloadTab = (typeof workloadTabs)[number];

/** The tab in the address; one that does not exist is the first one. */
export function useWorkloadTab(): [WorkloadTab, (tab: WorkloadTab) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('tab');
  const tab = workloadTabs.find(each => each === asked) ?? 'overview';
  const choose = useCallback(
    (next: WorkloadTab) =>
      setSearch(current => {
        const changed = new URLSearchParams(current);
        if (next === 'overview') {
          changed.delete('tab');
        } else {
          changed.set('tab', next);
        }
        // Which log was looked at means nothing to the other tabs.
        for (const key of next === 'logs' ? [] : logChoiceKeys) {
          changed.delete(key);
        }
        return changed;
      }),
    [setSearch],
  );
  return [tab, choose];
}
