import {
  createRunRequestSchema,
  type CreateRecurringRunRequest,
  type CreateRunRequest,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesCaller } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { withoutCaching } from './withoutCaching';

/** Gets the specification of a version. */
type GetSpec = (
  pipelineId: string,
  versionId: string,
  caller: PipelinesCaller,
) => Promise<unknown>;

/** What runs and recurring runs are made of, as the API takes it. */
export class RunBodies {
  readonly #getSpec: GetSpec;

  constructor(getSpec: GetSpec) {
    this.#getSpec = getSpec;
  }

  /**
   * Caching can only be turned off in a specification (as the kfp SDK does too), so a run without it is made of the
   * version's specification with that change, and the server does not know any more of which version.
   *
   * @throws PipelinesError of kind `invalid` when it is made of nothing, or of a version that is not named
   */
  async forRun(
    request: CreateRunRequest | CreateRecurringRunRequest,
    caller: PipelinesCaller,
  ): Promise<Record<string, unknown>> {
    const { name, description, experimentId, serviceAccount, pipelineRoot } =
      request;
    const { parameters, cache } = createRunRequestSchema
      .pick({ parameters: true, cache: true })
      .parse({ parameters: request.parameters, cache: request.cache });
    return {
      display_name: name,
      description,
      experiment_id: experimentId,
      service_account: serviceAccount,
      runtime_config: { parameters, pipeline_root: pipelineRoot },
      ...(await this.#source(request, cache, caller)),
    };
  }

  async #source(
    { spec, pipelineId, versionId }: CreateRunRequest,
    cache: boolean,
    caller: PipelinesCaller,
  ): Promise<Record<string, unknown>> {
    if (spec) {
      return { pipeline_spec: cache ? spec : withoutCaching(spec) };
    }
    if (!pipelineId) {
      throw new PipelinesError(
        'invalid',
        'A run needs something to be made of: a pipeline, one of its versions, or a specification.',
      );
    }
    if (cache) {
      return {
        pipeline_version_reference: {
          pipeline_id: pipelineId,
          pipeline_version_id: versionId,
        },
      };
    }
    if (!versionId) {
      throw new PipelinesError(
        'invalid',
        'A run without caching needs a version of the pipeline: caching is turned off in its specification.',
      );
    }
    return {
      pipeline_spec: withoutCaching(
        await this.#getSpec(pipelineId, versionId, caller),
      ),
    };
  }
}
