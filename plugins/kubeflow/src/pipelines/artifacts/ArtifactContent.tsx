import { Button } from '@backstage/ui';
import type { Artifact } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  type ArtifactBytes,
  ErrorPanel,
  type RunArtifactRef,
  SkeletonText,
  useArtifactContent,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { imageTypeOf, textOf } from './artifactBytes';
import styles from './Artifacts.module.css';
import { HtmlPreview } from './previews/HtmlPreview';
import { ImagePreview } from './previews/ImagePreview';
import { MarkdownPreview } from './previews/MarkdownPreview';
import { TablePreview } from './previews/TablePreview';
import { TextPreview } from './previews/TextPreview';

/** A picture or a table that is cut tells little, so more of it is fetched. In bytes. */
const sizes: Partial<Record<Artifact['preview'], number>> = {
  image: 5_000_000,
  table: 2_000_000,
  html: 2_000_000,
};

/** What is written in an artifact, read from its store. */
export function ArtifactContent(props: {
  artifactRef: RunArtifactRef;
  artifact: Pick<Artifact, 'name' | 'preview' | 'uri' | 'metadata'>;
}) {
  const { artifactRef } = props;
  const artifact = {
    name: props.artifact.name,
    preview: previewOf(props.artifact),
  };
  const { preview } = artifact;
  const { t } = useKubeflowTranslation();
  // Models and data sets are not looked into until somebody wants it.
  const [isWanted, setWanted] = useState(preview !== 'none');
  const { data, error, retry } = useArtifactContent(artifactRef, {
    maxBytes: sizes[preview],
    enabled: isWanted,
  });
  if (!isWanted) {
    return (
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() => setWanted(true)}
        >
          {t('run.artifact.lookInto')}
        </Button>
      </div>
    );
  }
  if (!data) {
    return error ? (
      <ErrorPanel
        error={error}
        onRetry={retry}
        title={t('run.artifact.unreadable')}
      />
    ) : (
      <SkeletonText lines={4} />
    );
  }
  return <Bytes artifact={artifact} data={data} />;
}

/** A data set is known as text; that it is a table stands in its name, or in what was noted beside it. */
function previewOf({
  preview,
  uri,
  metadata,
}: Pick<Artifact, 'preview' | 'uri' | 'metadata'>): Artifact['preview'] {
  const isTable =
    /\.(csv|tsv)$/i.test(uri ?? '') ||
    /^(csv|tsv)$/i.test(String(metadata?.format));
  return isTable && (preview === 'text' || preview === 'none')
    ? 'table'
    : preview;
}

function Bytes(props: {
  artifact: Pick<Artifact, 'name' | 'preview'>;
  data: ArtifactBytes;
}) {
  const { artifact, data } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const { bytes, isTruncated, size } = data;
  if (bytes.length === 0) {
    return <p className={styles.note}>{t('run.artifact.isEmpty')}</p>;
  }
  const image = imageTypeOf(bytes);
  const text = textOf(bytes);
  const isImage = artifact.preview === 'image' || text === undefined;
  const inBytes = (count: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'byte',
      unitDisplay: 'long',
    }).format(count);
  if (image && isImage) {
    return isTruncated ? (
      <p className={styles.note}>{t('run.artifact.imageTooLarge')}</p>
    ) : (
      <ImagePreview label={artifact.name} bytes={bytes} type={image} />
    );
  }
  if (text === undefined) {
    return <p className={styles.note}>{t('run.artifact.notText')}</p>;
  }
  return (
    <div className={styles.parts}>
      {isTruncated && (
        <p className={styles.note}>
          {size === undefined
            ? t('run.artifact.beginning', { shown: inBytes(bytes.length) })
            : t('run.artifact.beginningOf', {
                shown: inBytes(bytes.length),
                size: inBytes(size),
              })}
        </p>
      )}
      <Text artifact={artifact} text={text} isCut={isTruncated} />
    </div>
  );
}

function Text(props: {
  artifact: Pick<Artifact, 'name' | 'preview'>;
  text: string;
  isCut: boolean;
}) {
  const { artifact, text, isCut } = props;
  switch (artifact.preview) {
    case 'markdown':
      return <MarkdownPreview text={text} />;
    case 'html':
      return <HtmlPreview label={artifact.name} html={text} />;
    case 'table':
      return <TablePreview label={artifact.name} text={text} isCut={isCut} />;
    default:
      return <TextPreview label={artifact.name} text={text} />;
  }
}
