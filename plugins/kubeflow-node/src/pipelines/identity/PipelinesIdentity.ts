import type { PipelinesCaller } from '../PipelinesClient';

/** How a Pipelines API comes to know who asks. */
export interface PipelinesIdentity {
  /**
   * Headers that say who asks.
   *
   * @throws PipelinesError when that cannot be said
   */
  headers(caller: PipelinesCaller): Promise<Record<string, string>>;
  /** The API did not accept them. True: ask once more, with others. */
  refused(caller: PipelinesCaller): boolean;
}

/** For servers for one user. */
export const noIdentity: PipelinesIdentity = {
  headers: async () => ({}),
  refused: () => false,
};
