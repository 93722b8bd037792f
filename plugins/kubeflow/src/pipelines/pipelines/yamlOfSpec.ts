import { pipelineSpecParts } from '@kubeflow-portal/plugin-kubeflow-common';
import { stringify } from 'yaml';

/**
 * A specification as the kfp compiler writes it: keys in their order, and the platform's part as a second document. Two
 * servers, and two versions, then give the same text for the same pipeline.
 */
export function yamlOfSpec(value: unknown): string {
  const { spec, platform } = pipelineSpecParts(value);
  return [spec, platform]
    .filter(part => part !== undefined)
    .map(part =>
      stringify(part, {
        // Anchors for what occurs twice would make it harder to read.
        aliasDuplicateObjects: false,
        lineWidth: 0,
        sortMapEntries: true,
      }),
    )
    .join('---\n');
}
