import { mapField, proto, rfc3339 } from '../rpc';
import type { ArtifactRow } from '../store';

type Shown = Record<string, unknown>;

/** The API's words for types of artifacts (`ArtifactType` of artifact.proto). */
const types: Record<string, string> = {
  'system.Model': 'Model',
  'system.Dataset': 'Dataset',
  'system.HTML': 'HTML',
  'system.Markdown': 'Markdown',
  'system.Metrics': 'Metric',
  'system.ClassificationMetrics': 'ClassificationMetric',
  'system.SlicedClassificationMetrics': 'SlicedClassificationMetric',
};

/** An artifact as the API has it; of metrics, each number is one of its own. */
export interface ShownArtifact {
  id: string;
  row: ArtifactRow;
  shown: Shown;
}

function numbered(id: string, number: number): string {
  return `${id.slice(0, 18)}-${number.toString(16).padStart(4, '0')}${id.slice(23)}`;
}

/** What is known of it stands in its metadata, and nowhere else. */
const withoutFile = new Set([
  'system.Metrics',
  'system.ClassificationMetrics',
  'system.SlicedClassificationMetrics',
]);

export function artifactsOf(row: ArtifactRow): ShownArtifact[] {
  const shared = {
    type: types[row.type] ?? 'Artifact',
    uri: withoutFile.has(row.type) ? undefined : row.uri || undefined,
    created_at: rfc3339(row.createdAt),
    namespace: row.namespace,
  };
  if (row.type === 'system.Metrics') {
    return Object.entries(row.metadata)
      .filter(([, value]) => typeof value === 'number')
      .map(([name, value], index) => {
        const id = numbered(row.id, index);
        const shown = {
          ...proto({ artifact_id: id, name, ...shared }),
          // The launcher goes on writing it there, too.
          metadata: { [name]: value },
          // Optional: zero is a value.
          number_value: value,
        };
        return { id, row, shown };
      });
  }
  return [
    {
      id: row.id,
      row,
      shown: proto({
        artifact_id: row.id,
        name: row.key,
        ...shared,
        metadata: mapField(row.metadata),
      }),
    },
  ];
}
