import { Link } from '@backstage/ui';
import { RiFlaskLine, RiFlowChart, RiPlayLine } from '@remixicon/react';
import { usePipelinesHref } from '@kubeflow-portal/plugin-kubeflow-react';
import { ActionButton } from '../../pipelines/shell/ActionButton';
import { ReadOnlyNote } from '../../pipelines/shell/ReadOnlyNote';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import type { EntityRuns } from './EntityPipelinesFrame';
import styles from './pipelines.module.css';

/** The way to the pipeline and the experiment of an entity, and the button that runs them. */
export function EntityLinks(props: { runs: EntityRuns }) {
  const { place, pipeline, experiment } = props.runs;
  const { cluster, namespace, readOnly, server } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const links = [
    pipeline && {
      icon: <RiFlowChart size={16} aria-hidden="true" />,
      title: t('runs.pipeline'),
      name: pipeline.name,
      address: href.pipeline({
        cluster,
        namespace: pipeline.namespace,
        id: pipeline.id,
      }),
    },
    experiment && {
      icon: <RiFlaskLine size={16} aria-hidden="true" />,
      title: t('runs.experiment'),
      name: experiment.name,
      address: href.experiment({ cluster, namespace, id: experiment.id }),
    },
  ];
  return (
    <div className={styles.links}>
      {links.map(
        link =>
          link && (
            <span key={link.title} className={styles.link} title={link.title}>
              {link.icon}
              {link.address ? (
                <Link href={link.address} standalone>
                  {link.name}
                </Link>
              ) : (
                link.name
              )}
            </span>
          ),
      )}
      <span className={styles.end}>
        <ReadOnlyNote write={server.write} />
        <ActionButton
          variant="primary"
          iconStart={<RiPlayLine aria-hidden="true" />}
          href={href.newRun(cluster, {
            namespace,
            pipeline: pipeline?.id,
            experiment: experiment?.id,
          })}
          reason={readOnly}
        >
          {t('entity.pipelines.run')}
        </ActionButton>
      </span>
    </div>
  );
}
