import { Button } from '@backstage/ui';
import type { Artifact } from '@kubeflow-portal/plugin-kubeflow-common';
import type {
  PipelinesRecordRef,
  RunArtifactRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ArtifactContent } from './ArtifactContent';
import { ArtifactMetadata } from './ArtifactMetadata';
import styles from './Artifacts.module.css';
import { DownloadButton } from './DownloadButton';
import { ClassificationPreview } from './previews/ClassificationPreview';
import { MetricsPreview } from './previews/MetricsPreview';
import { SlicedPreview } from './previews/SlicedPreview';
import { scalarMetrics } from './scalars';

/** Those whose metadata are all that there is to see; nothing has to be fetched. */
const fromMetadata: ReadonlySet<Artifact['preview']> = new Set([
  'metrics',
  'classification-metrics',
  'sliced-classification-metrics',
]);

/** An artifact: what it is and where it lies; on demand what is in it. */
export function ArtifactCard(props: {
  run: PipelinesRecordRef;
  artifact: Artifact;
  /** The name of the input or output that it is, when it has one of its own. */
  name?: string;
  isOpen?: boolean;
}) {
  const { run, artifact, name = artifact.name } = props;
  const { t } = useKubeflowTranslation();
  const [isOpen, setOpen] = useState(props.isOpen ?? false);
  const id = useId();
  const ref: RunArtifactRef = {
    cluster: run.cluster,
    runId: run.id,
    artifactId: artifact.id,
    namespace: run.namespace,
  };
  return (
    <section className={styles.card} aria-label={name}>
      <div className={styles.top}>
        <Button
          size="small"
          variant="tertiary"
          iconStart={isOpen ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => setOpen(!isOpen)}
        >
          {name}
        </Button>
        <span className={styles.type}>{artifact.type}</span>
        {!fromMetadata.has(artifact.preview) && artifact.uri && (
          <DownloadButton artifactRef={ref} name={artifact.name} />
        )}
      </div>
      <div id={id} hidden={!isOpen} className={styles.parts}>
        {isOpen && (
          <>
            {artifact.uri && (
              <code className={styles.uri} title={t('run.artifact.uri')}>
                {artifact.uri}
              </code>
            )}
            <Preview artifactRef={ref} artifact={artifact} name={name} />
          </>
        )}
      </div>
    </section>
  );
}

function Preview(props: {
  artifactRef: RunArtifactRef;
  artifact: Artifact;
  name: string;
}) {
  const { artifactRef, artifact, name } = props;
  const { metadata = {}, preview } = artifact;
  const { t } = useKubeflowTranslation();
  switch (preview) {
    case 'metrics': {
      const metrics = scalarMetrics(metadata);
      return (
        <>
          {metrics.length > 0 ? (
            <MetricsPreview
              label={t('run.artifact.metricsOf', { name })}
              metrics={metrics}
            />
          ) : (
            <p className={styles.note}>{t('run.artifact.noMetrics')}</p>
          )}
          <ArtifactMetadata
            metadata={metadata}
            without={metrics.map(([key]) => key)}
          />
        </>
      );
    }
    case 'classification-metrics':
      return <ClassificationPreview label={name} metadata={metadata} />;
    case 'sliced-classification-metrics':
      return <SlicedPreview label={name} metadata={metadata} />;
    default:
      return (
        <>
          <ArtifactMetadata metadata={metadata} />
          {artifact.uri ? (
            <ArtifactContent artifactRef={artifactRef} artifact={artifact} />
          ) : (
            <p className={styles.note}>{t('run.artifact.noUri')}</p>
          )}
        </>
      );
  }
}
