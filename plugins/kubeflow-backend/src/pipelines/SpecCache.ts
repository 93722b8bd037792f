import type { PipelineVersion } from '@kubeflow-portal/plugin-kubeflow-common';
import type {
  PipelinesCaller,
  PipelinesClient,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { ExpiringMap } from './ExpiringMap';

/** Milliseconds. A version never changes, but it can be deleted, or hidden from somebody. */
const KEEP = 5 * 60_000;
/** Specifications can be megabytes. */
const MAX_SPECS = 40;

interface Specified {
  version: PipelineVersion;
  spec: unknown;
}

/**
 * Specifications of versions. The page of a run that goes on is read again every few seconds, and the specification is
 * the largest part of it and always the same. What one caller may see another may not, so each has its own.
 */
export class SpecCache {
  readonly #specs = new ExpiringMap<Specified>({
    keep: KEEP,
    limit: MAX_SPECS,
  });

  /** @throws PipelinesError */
  async read(
    { client, caller }: { client: PipelinesClient; caller: PipelinesCaller },
    pipelineId: string,
    versionId: string,
  ): Promise<Specified> {
    const key = JSON.stringify([caller.userId, pipelineId, versionId]);
    const known = this.#specs.get(key);
    if (known) {
      return known;
    }
    const specified = await client.getVersion(pipelineId, versionId, caller);
    this.#specs.set(key, specified);
    return specified;
  }
}
