import { asArray, asRecord, asRecords, at, cleanText } from '../../reading';

/** The container that does the training: the one of that name, or the first. */
export function mainContainer(
  podTemplate: unknown,
  name: string,
): Record<string, unknown> | undefined {
  const containers = asRecords(at(podTemplate, 'spec', 'containers'));
  return containers.find(container => container.name === name) ?? containers[0];
}

/** Command and arguments on one line, for a person to read; cut where it gets long. */
export function commandLine(container: unknown): string | undefined {
  const { command, args } = asRecord(container) ?? {};
  const words: string[] = [];
  let length = 0;
  for (const word of [...asArray(command), ...asArray(args)]) {
    if (typeof word !== 'string') {
      continue;
    }
    words.push(word.slice(0, 1000));
    length += word.length;
    if (length > 1000) {
      break;
    }
  }
  return cleanText(words.join(' '), 500);
}
