import { Link } from '@backstage/ui';
import type { RecurringRun } from '@kubeflow-portal/plugin-kubeflow-common';
import { usePipelinesHref } from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import { FactLine, FactList } from '../shell/FactList';
import { ValueText } from '../shell/ValueText';

/** What a recurring run starts, and with which parameters. */
export function RecurringSettings(props: {
  cluster: string;
  run: RecurringRun;
}) {
  const { cluster, run } = props;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const parameters = Object.entries(run.parameters);
  const { pipelineId, versionId, experimentId, namespace } = run;
  return (
    <>
      <Section title={t('pipelines.recurring.starts')}>
        <FactList>
          <FactLine label={t('pipelines.column.pipeline')}>
            {pipelineId ? (
              <MaybeLink
                href={href.pipeline(
                  { cluster, id: pipelineId, namespace },
                  { version: versionId },
                )}
              >
                {run.pipelineName ?? pipelineId}
              </MaybeLink>
            ) : (
              t('pipelines.recurring.ownSpec')
            )}
          </FactLine>
          {pipelineId && (
            <FactLine label={t('pipelines.recurring.version')}>
              {run.versionName ??
                versionId ??
                t('pipelines.recurring.newestVersion')}
            </FactLine>
          )}
          {experimentId && (
            <FactLine label={t('pipelines.experiments.one')}>
              <MaybeLink
                href={href.experiment({ cluster, id: experimentId, namespace })}
              >
                {run.experimentName ?? experimentId}
              </MaybeLink>
            </FactLine>
          )}
          {run.serviceAccount && (
            <FactLine label={t('pipelines.recurring.serviceAccount')}>
              {run.serviceAccount}
            </FactLine>
          )}
          {run.pipelineRoot && (
            <FactLine label={t('pipelines.recurring.pipelineRoot')}>
              {run.pipelineRoot}
            </FactLine>
          )}
        </FactList>
      </Section>
      {parameters.length > 0 && (
        <Section title={t('pipelines.recurring.parameters')}>
          <FactList>
            {parameters.map(([name, value]) => (
              <FactLine key={name} label={name}>
                <ValueText value={value} />
              </FactLine>
            ))}
          </FactList>
        </Section>
      )}
    </>
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
