import type { Artifact } from '@kubeflow-portal/plugin-kubeflow-common';
import { endingOf } from '../read/artifactPreview';

const imageTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** The media type of an artifact's content: what its name promises, unless its bytes are no text after all. */
export function contentTypeOf(artifact: Artifact, bytes: Uint8Array): string {
  const ending = endingOf(artifact.uri) ?? '';
  if (artifact.preview === 'image' && Object.hasOwn(imageTypes, ending)) {
    return imageTypes[ending] ?? 'application/octet-stream';
  }
  // A zero byte is in no text that is worth showing.
  if (artifact.preview === 'none' || bytes.subarray(0, 8192).includes(0)) {
    return 'application/octet-stream';
  }
  switch (artifact.preview) {
    case 'html':
      return 'text/html; charset=utf-8';
    case 'markdown':
      return 'text/markdown; charset=utf-8';
    case 'table':
      return `text/${ending === 'tsv' ? 'tab-separated-values' : 'csv'}; charset=utf-8`;
    default:
      return 'text/plain; charset=utf-8';
  }
}
