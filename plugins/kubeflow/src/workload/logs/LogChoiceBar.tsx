import { Select, SelectItem } from '@backstage/ui';
import type { Pod } from '@kubeflow-portal/plugin-kubeflow-common';
import { StateIcon } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { podStates } from '../pods/podStates';
import { byPart } from './logChoice';
import styles from './LogsTab.module.css';

/** Above this many pods a search field helps more than it takes room. */
const SEARCH_FROM = 8;

/** Chooses the pod, by its part in the whole, and the container. */
export function LogChoiceBar(props: {
  pods: readonly Pod[];
  pod: string;
  container: string;
  onPodChange: (pod: string) => void;
  onContainerChange: (container: string) => void;
}) {
  const { pods, pod, container, onPodChange, onContainerChange } = props;
  const { t } = useKubeflowTranslation();
  const items = useMemo(() => {
    const known = [...pods].sort(byPart).map(each => ({
      id: each.name,
      part: [
        each.role,
        each.rank !== undefined &&
          t('workload.rank', { rank: String(each.rank) }),
      ]
        .filter(Boolean)
        .join(', '),
      state: podStates[each.phase],
    }));
    // A pod that is gone stays chosen, so that the page can say so.
    return known.some(({ id }) => id === pod)
      ? known
      : [{ id: pod, part: '', state: 'unknown' as const }, ...known];
  }, [pods, pod, t]);
  const containers =
    pods.find(({ name }) => name === pod)?.containers.map(({ name }) => name) ??
    [];
  const names = containers.includes(container)
    ? containers
    : [container, ...containers];
  return (
    <div className={styles.choice}>
      <Select
        className={styles.pod}
        size="small"
        aria-label={t('workload.logPod')}
        value={pod}
        onChange={key => key !== null && onPodChange(String(key))}
        items={items}
        search={
          items.length >= SEARCH_FROM
            ? { placeholder: t('workload.findPod') }
            : undefined
        }
      >
        {item => (
          <SelectItem
            id={item.id}
            textValue={`${item.part} ${item.id}`.trim()}
            showSelectionIndicator
          >
            <span className={styles.option}>
              <StateIcon state={item.state} size={16} />
              {item.part && <span>{item.part}</span>}
              <span className={styles.name}>{item.id}</span>
            </span>
          </SelectItem>
        )}
      </Select>
      <Select
        className={styles.container}
        size="small"
        aria-label={t('workload.container')}
        value={container}
        onChange={key => key !== null && onContainerChange(String(key))}
        options={names.map(name => ({ id: name, label: name }))}
      />
    </div>
  );
}
