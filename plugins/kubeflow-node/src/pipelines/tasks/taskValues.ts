import {
  asRecords,
  asString,
  at,
  type TaskValue,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { joinMetrics, readArtifact } from '../read/readArtifact';
import { readName } from '../read/texts';

/**
 * What went into a task, or came out (`PipelineTask.InputOutputs`). One name may stand there several times: once for
 * each turn of a loop, or for each artifact of a list.
 */
export function readTaskValues(value: unknown): TaskValue[] {
  const parameters = byName(at(value, 'parameters'), 'parameter_key').map(
    ([name, entries]): TaskValue => ({
      name,
      value: entries.length === 1 ? entries[0]?.value : inOrder(entries),
      producer: producerOf(entries),
    }),
  );
  const artifacts = byName(at(value, 'artifacts'), 'artifact_key').map(
    ([name, entries]): TaskValue => ({
      name,
      artifacts: joinMetrics(
        entries
          .flatMap(entry => asRecords(entry.artifacts))
          .map(readArtifact)
          .filter(artifact => artifact !== undefined),
        name,
      ),
      producer: producerOf(entries),
    }),
  );
  return [...parameters, ...artifacts];
}

type Entry = Record<string, unknown>;

function byName(list: unknown, key: string): [string, Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of asRecords(list)) {
    const name = readName(entry[key]) ?? '';
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups];
}

/** Values of the turns of a loop, in its order. */
function inOrder(entries: readonly Entry[]): unknown[] {
  const turn = (entry: Entry) =>
    Number(at(entry, 'producer', 'iteration') ?? 0);
  return [...entries]
    .sort((a, b) => turn(a) - turn(b) || 0)
    .map(entry => entry.value);
}

function producerOf(entries: readonly Entry[]): string | undefined {
  return readName(asString(at(entries[0], 'producer', 'task_name')));
}
