import type { Artifact } from '@kubeflow-portal/plugin-kubeflow-common';

type Preview = Artifact['preview'];

/** By schema title (kfp.dsl). */
const byType: Record<string, Preview> = {
  'system.Metrics': 'metrics',
  'system.ClassificationMetrics': 'classification-metrics',
  'system.SlicedClassificationMetrics': 'sliced-classification-metrics',
  'system.Markdown': 'markdown',
  'system.HTML': 'html',
};

/** By the ending of a file's name. */
const byEnding: Record<string, Preview> = {
  ...all('markdown', 'md markdown'),
  ...all('html', 'html htm'),
  ...all('table', 'csv tsv'),
  ...all('image', 'png jpg jpeg gif webp svg'),
  ...all(
    'text',
    'txt log json jsonl ndjson yaml yml xml toml ini cfg conf py sh sql r js ts java go c h cpp diff patch pbtxt',
  ),
  ...all(
    'none',
    'bin pt pth pkl pickle joblib h5 hdf5 onnx pb npy npz parquet avro arrow feather gz tgz tar zip bz2 xz zst 7z safetensors ckpt gguf bst db sqlite whl jar pdf mp4 mp3 wav',
  ),
};

/** Types whose files are mostly text where their name has no ending. */
const textTypes = new Set(['system.Artifact', 'system.Dataset']);

/** How an artifact is best shown, from its type and the name of its file. */
export function previewOf(type: string, uri: string | undefined): Preview {
  const known = Object.hasOwn(byType, type) ? byType[type] : undefined;
  if (known) {
    return known;
  }
  const ending = endingOf(uri);
  if (ending !== undefined && Object.hasOwn(byEnding, ending)) {
    return byEnding[ending] ?? 'none';
  }
  return uri !== undefined && textTypes.has(type) ? 'text' : 'none';
}

/** The ending of the last step of a URI's path, in lower case. */
export function endingOf(uri: string | undefined): string | undefined {
  const name = uri?.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  return /\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1]?.toLowerCase();
}

function all(preview: Preview, endings: string): Record<string, Preview> {
  return Object.fromEntries(endings.split(' ').map(each => [each, preview]));
}
