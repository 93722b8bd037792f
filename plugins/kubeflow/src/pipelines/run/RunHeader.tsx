import { Link } from '@backstage/ui';
import {
  Duration,
  LiveIndicator,
  RelativeTime,
  StateBadge,
  type StreamStatus,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { RecordFact, RecordHeader } from '../shell/RecordHeader';
import type { RecordPlace } from '../shell/RecordPage';
import { RunActions } from './RunActions';
import { useRunOfPage } from './RunContext';
import styles from './RunPage.module.css';

/** What a run is called, how it is doing and for how long, what it was made of, and what can be done with it. */
export function RunHeader(props: { place: RecordPlace; live: StreamStatus }) {
  const { place, live } = props;
  const { ref, detail, isLive } = useRunOfPage();
  const { run } = detail;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { cluster } = ref;
  const namespace = run.namespace ?? ref.namespace;
  const { pipelineId, versionId } = run;
  return (
    <RecordHeader
      kind={t('run.kind')}
      name={run.name}
      description={run.description}
      badges={
        <span className={styles.badges}>
          <StateBadge state={run.state} reason={run.reason} />
          {run.startedAt && (
            <span className={styles.duration}>
              <Duration from={run.startedAt} to={run.finishedAt} />
            </span>
          )}
          {isLive && <LiveIndicator status={live} />}
        </span>
      }
      actions={<RunActions place={place} />}
    >
      <RecordFact label={t('run.cluster')}>
        <MaybeLink href={href.runs({ cluster, namespace })}>
          {place.server.title}
        </MaybeLink>
      </RecordFact>
      {namespace && (
        <RecordFact label={t('run.namespace')}>
          <MaybeLink href={href.runs({ cluster, namespace })}>
            {namespace}
          </MaybeLink>
        </RecordFact>
      )}
      {run.experimentId && (
        <RecordFact label={t('run.experiment')}>
          <MaybeLink
            href={href.experiment({ cluster, namespace, id: run.experimentId })}
          >
            {run.experimentName ?? run.experimentId}
          </MaybeLink>
        </RecordFact>
      )}
      <RecordFact label={t('run.pipeline')}>
        {pipelineId === undefined ? (
          t('run.ownSpec')
        ) : (
          <MaybeLink
            href={
              run.pipelineName === undefined
                ? undefined
                : href.pipeline(
                    { cluster, id: pipelineId },
                    { version: versionId },
                  )
            }
          >
            {[run.pipelineName ?? t('run.deletedPipeline'), run.versionName]
              .filter(Boolean)
              .join(' · ')}
          </MaybeLink>
        )}
      </RecordFact>
      {run.recurringRunId && (
        <RecordFact label={t('run.recurringRun')}>
          <MaybeLink
            href={href.recurringRun({
              cluster,
              namespace,
              id: run.recurringRunId,
            })}
          >
            {t('run.startedByIt')}
          </MaybeLink>
        </RecordFact>
      )}
      {run.serviceAccount && (
        <RecordFact label={t('run.serviceAccount')}>
          {run.serviceAccount}
        </RecordFact>
      )}
      <RecordFact label={t('run.created')}>
        <RelativeTime time={run.createdAt} />
      </RecordFact>
      {run.finishedAt && (
        <RecordFact label={t('run.finished')}>
          <RelativeTime time={run.finishedAt} />
        </RecordFact>
      )}
    </RecordHeader>
  );
}

function MaybeLink(props: { href: string | undefined; children: ReactNode }) {
  const { href, children } = props;
  return href ? (
    <Link href={href} standalone>
      {children}
    </Link>
  ) : (
    <>{children}</>
  );
}
