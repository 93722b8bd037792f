import {
  asNumber,
  asRecord,
  asString,
  asTime,
  cleanText,
  type Artifact,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { previewOf } from './artifactPreview';
import { readId, readName } from './texts';

/**
 * Schema titles by the API's own words (kubeflow/pipelines backend/api/v2beta1/artifact.proto `ArtifactType`): what
 * pipelines call these types, and what servers without artifacts of their own do.
 */
const titles: Record<string, string> = {
  Artifact: 'system.Artifact',
  Model: 'system.Model',
  Dataset: 'system.Dataset',
  HTML: 'system.HTML',
  Markdown: 'system.Markdown',
  Metric: 'system.Metrics',
  ClassificationMetric: 'system.ClassificationMetrics',
  SlicedClassificationMetric: 'system.SlicedClassificationMetrics',
};

/** An artifact; a metric's number lies in its metadata, under its name, as metrics of a task do that come together. */
export function readArtifact(
  row: Record<string, unknown>,
): Artifact | undefined {
  const id = readId(row.artifact_id);
  if (id === undefined) {
    return undefined;
  }
  const word = asString(row.type) ?? 'Artifact';
  const type =
    (Object.hasOwn(titles, word) ? titles[word] : cleanText(word, 100)) ??
    'system.Artifact';
  const name = readName(row.name) ?? id;
  const uri = cleanText(row.uri, 4000);
  const number = asNumber(row.number_value);
  const metadata = asRecord(row.metadata);
  return {
    id,
    name,
    type,
    uri,
    metadata: number === undefined ? metadata : { ...metadata, [name]: number },
    createdAt: asTime(row.created_at),
    preview: previewOf(type, uri),
  };
}

/**
 * Artifacts of one output: metrics, which come as one artifact per number, named as that is, are one again with the name
 * of the output.
 */
export function joinMetrics(
  artifacts: readonly Artifact[],
  output: string,
): Artifact[] {
  const metrics = artifacts.filter(({ type }) => type === 'system.Metrics');
  const [first] = metrics;
  if (!first) {
    return [...artifacts];
  }
  const joined: Artifact = {
    ...first,
    name: output,
    metadata: Object.fromEntries(
      metrics.flatMap(({ metadata }) => Object.entries(metadata ?? {})),
    ),
  };
  return [joined, ...artifacts.filter(({ type }) => type !== 'system.Metrics')];
}
