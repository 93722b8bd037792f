import { predicatesOf, prepareList, type ListQuery, type Page } from '../list';
import {
  alreadyExists,
  asInternal,
  badRequest,
  invalidInput,
  wrapping,
} from '../rpc';
import { experimentFields, type ExperimentRow } from '../store';
import { needNamespace, type Caller } from './Access';
import { checkLength } from './lengths';
import {
  effectiveNamespace,
  nowSeconds,
  type ServerParts,
} from './ServerParts';

const emptyNamespace =
  'An experiment cannot have an empty namespace in multi-user mode';

/** Experiments, and the default one. */
export class ExperimentService {
  readonly #parts: ServerParts;
  readonly #disableRuns: (experimentId: string) => void;

  /** @param disableRuns - archives an experiment's runs and stops its recurring ones */
  constructor(parts: ServerParts, disableRuns: (experimentId: string) => void) {
    this.#parts = parts;
    this.#disableRuns = disableRuns;
  }

  create(
    caller: Caller,
    sent: { name: string; description: string; namespace: string },
  ): ExperimentRow {
    const convert = 'Failed to convert API experiment to model experiment';
    wrapping(
      'Failed to create a experiment: [ExperimentServer]: Failed to create a experiment due to conversion error',
      () =>
        asInternal(convert, () => {
          if (!sent.name) {
            throw invalidInput('Experiment must have a non-empty name');
          }
          checkLength('Experiment.Name', sent.name);
          checkLength('Experiment.Namespace', sent.namespace);
        }),
    );
    const namespace = effectiveNamespace(this.#parts, sent.namespace);
    return wrapping('Failed to create a experiment', () => {
      wrapping('Failed to authorize the request', () =>
        this.#check(caller, 'create', namespace, sent.name),
      );
      return this.insert({ ...sent, namespace });
    });
  }

  /** Puts one into the database, whoever asks. */
  insert(sent: {
    name: string;
    description: string;
    namespace: string;
  }): ExperimentRow {
    const { store, host } = this.#parts;
    const taken = store.experiments
      .all()
      .some(
        ({ name, namespace }) =>
          name.toLowerCase() === sent.name.toLowerCase() &&
          namespace === sent.namespace,
      );
    if (taken) {
      throw alreadyExists(
        `Failed to create a new experiment. The name ${sent.name} already exists. Please specify a new name`,
      );
    }
    return store.experiments.put({
      ...sent,
      id: host.uuid(),
      createdAt: nowSeconds(this.#parts),
      lastRunCreatedAt: 0,
      storageState: 'AVAILABLE',
    });
  }

  get(caller: Caller, id: string): ExperimentRow {
    return wrapping('Failed to fetch experiment', () => {
      this.#checkOne(caller, 'get', id);
      return this.#parts.store.experiments.get(id);
    });
  }

  list(
    caller: Caller,
    namespace: string,
    query: ListQuery,
  ): Page<ExperimentRow> {
    const own = effectiveNamespace(this.#parts, namespace);
    const pageOf = wrapping('Failed to create list options', () =>
      prepareList(experimentFields, query, predicatesOf(query, false).rest),
    );
    return wrapping('List experiments failed', () => {
      wrapping('Failed to authorize with API', () =>
        this.#check(caller, 'list', own),
      );
      const rows = this.#parts.store.experiments
        .all()
        .filter(row => !caller.multiUser || row.namespace === own);
      return pageOf(rows);
    });
  }

  remove(caller: Caller, id: string): void {
    wrapping('Failed to delete experiment', () => {
      this.#checkOne(caller, 'delete', id);
      const { store } = this.#parts;
      if (id !== '' && id === store.defaultExperimentId) {
        throw badRequest(
          invalidInput(`Experiment id cannot be equal to the default id ${id}`),
          `Failed to delete experiment ${id}. The default experiment cannot be deleted`,
        );
      }
      wrapping(
        `Failed to delete experiment ${id} due to error fetching it`,
        () => store.experiments.get(id),
      );
      store.experiments.remove(id);
    });
  }

  /** One that is not there is archived without a word, as the server does. */
  archive(caller: Caller, id: string): void {
    wrapping('Failed to archive experiment', () => {
      this.#checkOne(caller, 'archive', id);
      this.#disableRuns(id);
      this.#setStorageState(id, 'ARCHIVED');
    });
  }

  /** Its runs stay archived, its recurring runs disabled. */
  unarchive(caller: Caller, id: string): void {
    wrapping('Failed to unarchive experiment', () => {
      this.#checkOne(caller, 'unarchive', id);
      this.#setStorageState(id, 'AVAILABLE');
    });
  }

  /** The experiment of runs that name none; made when it is missing. */
  default(namespace: string): ExperimentRow {
    const { store } = this.#parts;
    const known =
      store.experiments.find(store.defaultExperimentId) ??
      store.experiments
        .all()
        .find(row => row.name === 'Default' && row.namespace === namespace) ??
      this.insert({
        name: 'Default',
        description:
          'All runs created without specifying an experiment will be grouped here.',
        namespace,
      });
    store.defaultExperimentId = known.id;
    return known;
  }

  /** The experiment and the namespace of a new run. @throws RpcError when they do not go together */
  place(
    experimentId: string,
    namespace: string,
  ): { experimentId: string; namespace: string } {
    if (experimentId === '') {
      if (this.#parts.multiUser) {
        throw invalidInput('Experiment id can not be empty in multi-user mode');
      }
      return { experimentId: this.default(namespace).id, namespace };
    }
    const own = wrapping(
      `Failed to fetch namespace for experiment ${experimentId}`,
      () => this.namespaceOf(experimentId),
    );
    if (namespace !== '' && namespace !== own) {
      throw invalidInput(
        `Experiment ${experimentId} belongs to namespace '${own}' instead of '${namespace}'`,
      );
    }
    return { experimentId, namespace: own };
  }

  /** @throws RpcError 404 */
  namespaceOf(id: string): string {
    return wrapping(
      `Failed to fetch namespace from experiment ${id}`,
      () => this.#parts.store.experiments.get(id).namespace,
    );
  }

  #setStorageState(
    id: string,
    storageState: ExperimentRow['storageState'],
  ): void {
    const { experiments } = this.#parts.store;
    if (experiments.find(id)) experiments.change(id, { storageState });
  }

  #checkOne(caller: Caller, verb: string, id: string): void {
    if (!caller.multiUser) return;
    wrapping('Failed to authorize the request', () => {
      const row = wrapping('Failed to authorize with the experiment ID', () =>
        this.#parts.store.experiments.get(id),
      );
      this.#check(caller, verb, row.namespace, row.name);
    });
  }

  #check(caller: Caller, verb: string, namespace: string, name?: string): void {
    needNamespace(caller, namespace, emptyNamespace);
    wrapping('Failed to authorize with API', () =>
      caller.check({ resource: 'experiments', verb, namespace, name }),
    );
  }
}
