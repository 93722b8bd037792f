import type {
  ArtifactRow,
  ExecutionRow,
  PipelinesStore,
} from '../../pipelines/store';
import { at, record, records, text } from '../kernel';

/** What tasks gave, found through the DAGs around them. */
export class ProducedValues {
  readonly #store: PipelinesStore;

  constructor(store: PipelinesStore) {
    this.#store = store;
  }

  /**
   * A parameter of a task within a DAG: of a loop, a list with the value of each round.
   *
   * @throws Error when no such task has run
   */
  parameter(dag: ExecutionRow, taskName: string, key: string): unknown {
    return this.#parameterOf(this.#producer(dag, taskName), key);
  }

  /** @throws Error when no such task has run, or it did not give such a thing */
  artifacts(dag: ExecutionRow, taskName: string, key: string): ArtifactRow[] {
    return this.#artifactsOf(this.#producer(dag, taskName), key);
  }

  #producer(dag: ExecutionRow, taskName: string): ExecutionRow {
    const [found] = this.#within(dag, taskName);
    if (!found) {
      throw new Error(`producer task, ${taskName}.${dag.number}, not in tasks`);
    }
    return found;
  }

  /** What was left out by a condition gave nothing. */
  #within(dag: ExecutionRow, taskName?: string): ExecutionRow[] {
    return this.#store.executions
      .within(dag, taskName)
      .filter(({ state }) => state !== 'SKIPPED');
  }

  #rounds(loop: ExecutionRow): ExecutionRow[] {
    return this.#within(loop)
      .filter(({ iteration }) => iteration !== undefined)
      .sort((one, other) => (one.iteration ?? 0) - (other.iteration ?? 0));
  }

  #parameterOf(row: ExecutionRow, key: string): unknown {
    if (row.kind === 'LOOP') {
      return this.#rounds(row).map(round => this.#parameterOf(round, key));
    }
    if (row.kind === 'CONTAINER' || row.kind === 'IMPORTER') {
      return row.outputs.parameters[key];
    }
    const output = at(row.component.dag, 'outputs', 'parameters', key);
    const chosen = [
      record(at(output, 'valueFromParameter')),
      ...records(at(output, 'valueFromOneof', 'parameterSelectors')),
    ];
    for (const selector of chosen) {
      const [producer] = this.#within(
        row,
        text(selector.producerSubtask) ?? '',
      );
      if (producer) {
        return this.#parameterOf(
          producer,
          text(selector.outputParameterKey) ?? '',
        );
      }
    }
    return undefined;
  }

  #artifactsOf(row: ExecutionRow, key: string): ArtifactRow[] {
    const { artifacts } = this.#store.executions;
    if (row.kind === 'LOOP') {
      return this.#rounds(row).flatMap(round => this.#artifactsOf(round, key));
    }
    if (row.kind === 'CONTAINER' || row.kind === 'IMPORTER') {
      return (row.outputs.artifacts[key] ?? []).flatMap(
        id => artifacts.find(id) ?? [],
      );
    }
    const selectors = records(
      at(row.component.dag, 'outputs', 'artifacts', key, 'artifactSelectors'),
    );
    return selectors.flatMap(selector => {
      const [producer] = this.#within(
        row,
        text(selector.producerSubtask) ?? '',
      );
      return producer
        ? this.#artifactsOf(producer, text(selector.outputArtifactKey) ?? '')
        : [];
    });
  }
}
