import type {
  RunPod,
  WorkloadEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { EventRow } from '../../../workload/events/EventRow';
import events from '../../../workload/events/EventsTab.module.css';
import { PodRow } from '../../../workload/pods/PodRow';
import list from '../../../workload/pods/PodsTab.module.css';
import { sortPods } from '../../../workload/pods/sortPods';
import { Section } from '../../../workload/Section';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import { labelOf } from '../../taskLabel';
import { useRunOfPage } from '../RunContext';
import styles from './Pods.module.css';

const STEP = 50;

/** Pods that worked, those of the engine, and what Kubernetes said about them. */
export function PodsAndEvents(props: {
  pods: readonly RunPod[];
  events: readonly WorkloadEvent[];
  /** Names of pods that the cluster has no more. */
  gone: readonly string[];
}) {
  const { pods, gone } = props;
  const { isLive } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const workers = pods.filter(({ use }) => use === 'executor');
  const engine = pods.filter(({ use }) => use !== 'executor');
  return (
    <div className={styles.parts}>
      {pods.length === 0 && (
        <EmptyState
          title={t('run.pods.noneTitle')}
          description={t(
            gone.length > 0
              ? 'run.pods.gone'
              : isLive
                ? 'run.pods.noneYet'
                : 'run.pods.none',
          )}
        />
      )}
      <PodList title={t('run.pods.workers')} pods={workers} />
      <PodList title={t('run.pods.engine')} pods={engine} />
      {pods.length > 0 && gone.length > 0 && (
        <p className={styles.note}>
          {t('run.pods.someGone', { count: gone.length })} {gone.join(', ')}
        </p>
      )}
      <EventList events={props.events} />
    </div>
  );
}

function PodList(props: { title: string; pods: readonly RunPod[] }) {
  const { title, pods } = props;
  const { detail } = useRunOfPage();
  const sorted = useMemo(() => sortPods(pods), [pods]);
  const { shown, rest, more } = useShowMore(sorted, STEP);
  if (pods.length === 0) {
    return null;
  }
  // The engine calls the pods that work all alike.
  const named = (pod: RunPod) => {
    const task =
      pod.use === 'executor'
        ? detail.tasks.find(({ id }) => id === pod.taskId)
        : undefined;
    return task ? { ...pod, role: labelOf(task) } : pod;
  };
  return (
    <Section title={title}>
      <ul className={list.list}>
        {shown.map(pod => (
          <PodRow key={pod.uid} pod={named(pod)} />
        ))}
      </ul>
      <ShowMore rest={rest} step={STEP} onPress={more} />
    </Section>
  );
}

function EventList(props: { events: readonly WorkloadEvent[] }) {
  const { t } = useKubeflowTranslation();
  const { shown, rest, more } = useShowMore(props.events, STEP);
  return (
    <Section title={t('run.pods.events')}>
      {props.events.length === 0 ? (
        <p className={styles.note}>{t('run.pods.noEvents')}</p>
      ) : (
        <>
          <ol className={events.list}>
            {shown.map(event => (
              <EventRow key={event.uid} event={event} />
            ))}
          </ol>
          <ShowMore rest={rest} step={STEP} onPress={more} />
        </>
      )}
    </Section>
  );
}
