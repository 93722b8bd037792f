import { ButtonIcon, Link } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import {
  Duration,
  RelativeTime,
  StateBadge,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import type { ComparedRun } from '../comparedRun';
import { CompareTable, type CompareRow } from '../CompareTable';
import { withoutRun } from '../data/compareSearch';
import { differ } from '../data/parameterRows';
import styles from '../Compare.module.css';

/** What the runs are: their states, what they are made of, and when. */
export function RunsSection(props: {
  cluster: string;
  runs: readonly ComparedRun[];
}) {
  const { cluster, runs } = props;
  const { t } = useKubeflowTranslation();
  const [, setSearch] = useSearchParams();
  const href = usePipelinesHref();
  const row = (
    key:
      | 'state'
      | 'pipeline'
      | 'version'
      | 'experiment'
      | 'created'
      | 'duration'
      | 'root',
    textOf: (run: ComparedRun) => string | undefined,
    render?: (run: ComparedRun) => ReactNode,
  ): CompareRow[] => {
    const texts = runs.map(textOf);
    return texts.every(text => text === undefined)
      ? []
      : [
          {
            key,
            header: t(`compare.facts.${key}`),
            cells: runs.map(
              (run, index) => render?.(run) ?? texts[index] ?? '–',
            ),
            isMarked: !render && differ(texts),
          },
        ];
  };
  const rows = [
    ...row(
      'state',
      ({ detail }) => detail.run.state,
      ({ detail }) => (
        <>
          <StateBadge state={detail.run.state} reason={detail.run.reason} />
          {detail.run.message && (
            <span className={styles.reason}>{detail.run.message}</span>
          )}
        </>
      ),
    ),
    ...row('pipeline', ({ detail: { run } }) =>
      run.pipelineId === undefined
        ? t('compare.ofSpec')
        : (run.pipelineName ?? run.pipelineId),
    ),
    ...row(
      'version',
      ({ detail: { run } }) => run.versionName ?? run.versionId,
    ),
    ...row(
      'experiment',
      ({ detail: { run } }) => run.experimentName ?? run.experimentId,
    ),
    ...row('root', ({ detail }) => detail.pipelineRoot),
    ...row(
      'created',
      ({ detail }) => detail.run.createdAt,
      ({ detail }) => <RelativeTime time={detail.run.createdAt} />,
    ),
    ...row(
      'duration',
      ({ detail }) => detail.run.createdAt,
      ({ detail: { run } }) => (
        <Duration from={run.startedAt ?? run.createdAt} to={run.finishedAt} />
      ),
    ),
  ];
  return (
    <Section title={t('compare.runs')}>
      <CompareTable
        label={t('compare.runs')}
        first={t('compare.fact')}
        runs={runs}
        rows={rows}
        nameOf={({ id, detail }) => {
          const address = href.run({
            cluster,
            id,
            namespace: detail.run.namespace,
          });
          return address ? (
            <Link href={address} standalone>
              {detail.run.name}
            </Link>
          ) : undefined;
        }}
        actionOf={({ id, detail }) => (
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiCloseLine aria-hidden="true" />}
            aria-label={t('compare.remove', { name: detail.run.name })}
            onPress={() => setSearch(current => withoutRun(current, id))}
          />
        )}
      />
    </Section>
  );
}
