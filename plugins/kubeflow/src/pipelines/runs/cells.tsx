import { Link } from '@backstage/ui';
import { RiRepeatLine } from '@remixicon/react';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RecordName,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './Runs.module.css';

/** A run's name with what it says of itself, and whether a recurring run started it. */
export function RunName(props: { run: Run; href: string | undefined }) {
  const { run, href } = props;
  const { t } = useKubeflowTranslation();
  return (
    <span className={styles.name}>
      <RecordName
        name={run.name}
        href={href}
        detail={run.message ?? run.description}
      />
      {run.recurringRunId && (
        <span title={t('runs.recurringMark')} className={styles.mark}>
          <RiRepeatLine size={14} aria-label={t('runs.recurringMark')} />
        </span>
      )}
    </span>
  );
}

/** The experiment that a run belongs to. */
export function RunExperiment(props: { cluster: string; run: Run }) {
  const { cluster, run } = props;
  const href = usePipelinesHref();
  if (run.experimentId === undefined) {
    return <>–</>;
  }
  return (
    <Cut
      href={href.experiment({
        cluster,
        id: run.experimentId,
        namespace: run.namespace,
      })}
      text={run.experimentName ?? run.experimentId}
    />
  );
}

/** What a run was made of. */
export function RunPipeline(props: { cluster: string; run: Run }) {
  const { cluster, run } = props;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  if (run.pipelineId === undefined) {
    return <span className={styles.quiet}>{t('runs.noPipeline')}</span>;
  }
  if (run.pipelineName === undefined) {
    return <span className={styles.quiet}>{t('runs.deletedPipeline')}</span>;
  }
  return (
    <span className={styles.pipeline}>
      <Cut
        href={href.pipeline(
          { cluster, id: run.pipelineId },
          { version: run.versionId },
        )}
        text={run.pipelineName}
      />
      {run.versionName && run.versionName !== run.pipelineName && (
        <span className={styles.version} title={run.versionName}>
          {run.versionName}
        </span>
      )}
    </span>
  );
}

function Cut(props: { href: string | undefined; text: string }) {
  const { href, text } = props;
  return href === undefined ? (
    <span className={styles.cut} title={text}>
      {text}
    </span>
  ) : (
    <Link href={href} className={styles.cut} title={text} variant="body-medium">
      {text}
    </Link>
  );
}
