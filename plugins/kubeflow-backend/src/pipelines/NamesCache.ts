import { toError } from '@backstage/errors';
import {
  PipelinesError,
  type PipelinesCaller,
  type PipelinesClient,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { ExpiringMap } from './ExpiringMap';

/** Milliseconds for which a name is taken as it is. */
const KEEP = 5 * 60_000;
/** Something without a name was deleted, or may not be seen; the latter can change. */
const KEEP_NOTHING = 60_000;
const MAX_NAMES = 20_000;
const MAX_CALLERS = 200;
/** Versions of one pipeline that one request asks for. Each brings its specification along, so not too many. */
const VERSIONS = 20;

/** A record that refers to others by their ids. */
export interface Referring {
  namespace?: string;
  experimentId?: string;
  experimentName?: string;
  pipelineId?: string;
  pipelineName?: string;
  versionId?: string;
  versionName?: string;
}

/** Who asks which API. */
interface Asking {
  client: PipelinesClient;
  caller: PipelinesCaller;
}

interface Name {
  id: string;
  name: string;
}

/**
 * Names of experiments, pipelines and versions by their ids: the Pipelines API puts only ids into its runs, and a
 * request for each row of a list is what made the official pages slow (kubeflow/pipelines#11346). What one caller may
 * know another may not, so each has names of their own.
 */
export class NamesCache {
  readonly #callers = new ExpiringMap<NamesOfCaller>({
    keep: KEEP,
    limit: MAX_CALLERS,
  });

  /** @param userId - absent where the API does not tell callers apart */
  of(userId: string | undefined): NamesOfCaller {
    const key = userId ?? '';
    const names = this.#callers.get(key) ?? new NamesOfCaller();
    this.#callers.set(key, names);
    return names;
  }
}

/** Names that one caller may know. */
export class NamesOfCaller {
  readonly #experiments = newNames();
  readonly #pipelines = newNames();
  readonly #versions = newNames();

  /** Names that came along with something else. */
  learn(
    what: 'experiments' | 'pipelines' | 'versions',
    names: readonly Name[],
  ) {
    const known = {
      experiments: this.#experiments,
      pipelines: this.#pipelines,
      versions: this.#versions,
    }[what];
    for (const { id, name } of names) {
      known.set(id, name);
    }
  }

  /**
   * Puts names to the ids of some records. Names that would take more requests than may be made are left out, and come
   * with a later question.
   *
   * @param options.requests - requests that may be made at most, whatever the number of records
   * @param options.versions - false: names of versions are not asked for
   * @returns the records in the same order, and what could not be asked
   */
  async name<T extends Referring>(
    items: readonly T[],
    asking: Asking,
    options: { namespace?: string; requests: number; versions?: boolean },
  ): Promise<{ items: T[]; problems: string[] }> {
    const namespace = options.namespace ?? sameNamespace(items);
    const questions = [
      ...this.#askExperiments(items, asking, namespace),
      ...this.#askPipelines(items, asking, namespace),
      ...(options.versions === false ? [] : this.#askVersions(items, asking)),
    ].slice(0, options.requests);
    const problems: string[] = [];
    await Promise.all(
      questions.map(async question => {
        try {
          await question();
        } catch (error) {
          problems.push(toError(error).message);
        }
      }),
    );
    return {
      items: items.map(item => ({
        ...item,
        experimentName:
          item.experimentName ?? lookUp(this.#experiments, item.experimentId),
        pipelineName:
          item.pipelineName ?? lookUp(this.#pipelines, item.pipelineId),
        versionName: item.versionName ?? lookUp(this.#versions, item.versionId),
      })),
      problems: [...new Set(problems)],
    };
  }

  #askExperiments(
    items: readonly Referring[],
    { client, caller }: Asking,
    namespace: string | undefined,
  ) {
    const ids = unknown(this.#experiments, items, item => item.experimentId);
    return ids.length === 0
      ? []
      : [
          async () =>
            remember(
              this.#experiments,
              ids,
              await client.getExperiments(ids, caller, namespace),
            ),
        ];
  }

  #askPipelines(
    items: readonly Referring[],
    { client, caller }: Asking,
    namespace: string | undefined,
  ) {
    const ids = unknown(this.#pipelines, items, item => item.pipelineId);
    return ids.length === 0
      ? []
      : [
          async () =>
            remember(
              this.#pipelines,
              ids,
              await client.getPipelines(ids, caller, namespace),
            ),
        ];
  }

  /** The API gives versions only pipeline by pipeline. */
  #askVersions(items: readonly Referring[], { client, caller }: Asking) {
    const byPipeline = new Map<string, Set<string>>();
    for (const { pipelineId, versionId } of items) {
      if (
        pipelineId &&
        versionId &&
        this.#versions.get(versionId) === undefined
      ) {
        const ids = byPipeline.get(pipelineId) ?? new Set();
        byPipeline.set(pipelineId, ids.add(versionId));
      }
    }
    return [...byPipeline].map(([pipelineId, ids]) => async () => {
      const [first, ...others] = ids;
      remember(
        this.#versions,
        [...ids],
        others.length === 0
          ? await versionIfThere(() =>
              client.getVersion(pipelineId, first, caller),
            )
          : (
              await client.listVersions(
                pipelineId,
                { pageSize: VERSIONS, sort: 'created', order: 'desc' },
                caller,
              )
            ).items,
      );
    });
  }
}

/** A version that was deleted has no name, and that is no failure. */
async function versionIfThere(
  ask: () => ReturnType<PipelinesClient['getVersion']>,
): Promise<Name[]> {
  try {
    return [(await ask()).version];
  } catch (error) {
    if (error instanceof PipelinesError && error.kind === 'not-found') {
      return [];
    }
    throw error;
  }
}

/** `null`: asked for, and nothing came. */
type Names = ExpiringMap<string | null>;

const newNames = (): Names => new ExpiringMap({ keep: KEEP, limit: MAX_NAMES });

function lookUp(names: Names, id: string | undefined): string | undefined {
  return (id === undefined ? undefined : names.get(id)) ?? undefined;
}

function unknown(
  names: Names,
  items: readonly Referring[],
  idOf: (item: Referring) => string | undefined,
): string[] {
  const ids = new Set(items.flatMap(item => idOf(item) ?? []));
  return [...ids].filter(id => names.get(id) === undefined);
}

function remember(
  names: Names,
  asked: readonly string[],
  found: readonly Name[],
): void {
  for (const { id, name } of found) {
    names.set(id, name);
  }
  for (const id of asked) {
    if (names.get(id) === undefined) {
      names.set(id, null, KEEP_NOTHING);
    }
  }
}

function sameNamespace(items: readonly Referring[]): string | undefined {
  const namespaces = new Set(items.map(({ namespace }) => namespace));
  return namespaces.size === 1 ? [...namespaces][0] : undefined;
}
