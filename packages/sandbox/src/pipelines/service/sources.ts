import { invalidInput, wrapping } from '../rpc';
import { templateOf, type Template } from '../spec';
import type { PipelinesStore, PipelineSource } from '../store';

/**
 * The pipeline that a run or recurring run names, and the template behind it. A version that is found is written into
 * the source: later the source is all that is shown.
 *
 * @throws RpcError when there is none, or the ids do not belong together
 */
export function resolveSource(
  store: PipelinesStore,
  source: PipelineSource,
): { source: PipelineSource; template: Template } {
  const { pipelineId, versionId, spec } = source;
  const retrieving =
    'Failed to fetch a template due to error retrieving pipeline version';
  if (versionId !== '' || pipelineId !== '') {
    const version = wrapping(retrieving, () =>
      versionId !== ''
        ? wrapping(
            `Failed to fetch a pipeline version and its manifest from pipeline version ${versionId}`,
            () =>
              wrapping(
                `Failed to get a pipeline version with id ${versionId}`,
                () => store.versions.get(versionId),
              ),
          )
        : wrapping(
            `Failed to fetch a pipeline version and its manifest from pipeline ${pipelineId}`,
            () => store.latestVersion(pipelineId),
          ),
    );
    if (pipelineId !== '' && version.pipelineId !== pipelineId) {
      throw invalidInput(
        `Pipeline version ${versionId} belongs to pipeline ${version.pipelineId} (not ${pipelineId})`,
      ).wrap(retrieving);
    }
    return {
      source: { pipelineId: version.pipelineId, versionId: version.id },
      template: version.template,
    };
  }
  if (!spec) {
    throw invalidInput(
      'Failed to fetch a template with an empty pipeline spec manifest',
    );
  }
  const template = wrapping(
    'Failed to fetch a template with an invalid pipeline spec manifest',
    () => templateOf(spec),
  );
  return { source: { pipelineId: '', versionId: '', spec }, template };
}
