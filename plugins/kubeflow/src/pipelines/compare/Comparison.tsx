import { ResponseError } from '@backstage/errors';
import { Alert, Button } from '@backstage/ui';
import {
  SkeletonRows,
  useRunDetails,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import type { ComparedRun } from './comparedRun';
import { CurvesSection } from './sections/CurvesSection';
import { ConfusionSection } from './sections/ConfusionSection';
import { DurationsSection } from './sections/DurationsSection';
import { MetricsSection } from './sections/MetricsSection';
import { ParametersSection } from './sections/ParametersSection';
import { RocSection } from './sections/RocSection';
import { RunsSection } from './sections/RunsSection';
import styles from './Compare.module.css';

/** Runs beside each other, as far as they can be had. */
export function Comparison(props: {
  cluster: string;
  namespace: string | undefined;
  ids: readonly string[];
  /** Runs of the address that are not shown. */
  left: number;
}) {
  const { cluster, namespace, ids, left } = props;
  const { t } = useKubeflowTranslation();
  const results = useRunDetails(cluster, ids, { namespace });
  const runs = ids.flatMap<ComparedRun>((id, place) => {
    const detail = results[place].data;
    return detail ? [{ id, place, detail }] : [];
  });
  const failed = ids.flatMap((id, place) => {
    const { data, error, retry } = results[place];
    return error && !data ? [{ id, error, retry }] : [];
  });
  const isComplete = runs.length + failed.length === ids.length;
  // One that comes later, for one that was taken out, does not take the others away meanwhile.
  const [wasComplete, setWasComplete] = useState(isComplete);
  if (isComplete && !wasComplete) {
    setWasComplete(true);
  }
  // Old servers keep no artifacts where the portal can read them.
  const told = runs.filter(({ detail }) => detail.taskModel === 'tasks');
  return (
    <div className={styles.page}>
      {left > 0 && (
        <Alert
          status="warning"
          icon
          role="status"
          title={t('compare.tooMany.title', { count: left })}
          description={t('compare.tooMany.description')}
        />
      )}
      {failed.length > 0 && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('compare.missing.title', { count: failed.length })}
          description={
            <ul className={styles.plain}>
              {failed.map(({ id, error }) => (
                <li key={id}>
                  {t('compare.missing.line', { id, message: said(error) })}
                </li>
              ))}
            </ul>
          }
          customActions={
            <Button
              size="small"
              variant="secondary"
              onPress={() => failed.forEach(({ retry }) => retry())}
            >
              {t('pipelines.retry')}
            </Button>
          }
        />
      )}
      <WarningList warnings={runs.flatMap(({ detail }) => detail.warnings)} />
      {!isComplete && (
        <div aria-busy="true">
          <span role="status">
            {t('compare.loadingCount', {
              done: String(runs.length),
              total: String(ids.length),
            })}
          </span>
          {!wasComplete && <SkeletonRows rows={6} />}
        </div>
      )}
      {wasComplete && runs.length > 0 && (
        <>
          <RunsSection cluster={cluster} runs={runs} />
          <ParametersSection runs={runs} />
          <MetricsSection runs={runs} />
          {told.length > 0 && (
            <>
              <CurvesSection runs={told} />
              <RocSection runs={told} />
              <ConfusionSection runs={told} />
            </>
          )}
          <DurationsSection runs={runs} />
        </>
      )}
    </div>
  );
}

/** What the backend says, without the HTTP around it. */
function said(error: Error): string {
  return ResponseError.is(error) ? error.cause.message : error.message;
}
