import { exitCodeInWords, unschedulableInWords } from '../../pods';
import { counted, sentence } from '../shared';
import type { ArgoNode } from './argoNodes';

/** Which step failed, and why; `undefined` when no step says so. */
export function failedStepsInWords(
  nodes: readonly ArgoNode[],
): string | undefined {
  const failed = nodes
    .filter(({ phase }) => phase === 'Failed' || phase === 'Error')
    // What was ended because of another failure, or because of a shutdown, is no cause.
    .sort(
      (one, other) =>
        Number(isConsequence(one)) - Number(isConsequence(other)) ||
        (one.finishedAt ?? '~').localeCompare(other.finishedAt ?? '~'),
    );
  const [first] = failed;
  if (!first) {
    return undefined;
  }
  const others = new Set(failed.map(({ name }) => name)).size - 1;
  const more =
    others > 0 ? ` ${counted(others, 'other step')} failed, too.` : '';
  return `${sentence(`Step ${first.name} ${failureInWords(first.message)}`)}${more}`;
}

function isConsequence({ message }: ArgoNode): boolean {
  return /workflow shutdown|terminated|Stopped with strategy|child '/i.test(
    message ?? '',
  );
}

/** Argo writes `OOMKilled (exit code 137)`, `main: Error (exit code 1): details`, `ImagePullBackOff: …`. */
function failureInWords(message: string | undefined): string {
  if (!message) {
    return 'failed';
  }
  const [, reason, code, detail] =
    /^(?:[\w-]{1,63}: )?(\w+) \(exit code (\d{1,5})\)(?:: (.+))?$/s.exec(
      message,
    ) ?? [];
  if (reason === 'OOMKilled') {
    return 'used more memory than its limit and was killed';
  }
  return code === undefined
    ? `failed: ${message}`
    : `${exitCodeInWords(Number(code))}${detail ? `: ${detail}` : ''}`;
}

/** What a step waits for whose pod does not run yet. */
export function pendingStepInWords({ name, message }: ArgoNode): string {
  const [, why] = /^Unschedulable: (.+)$/s.exec(message ?? '') ?? [];
  if (why) {
    return sentence(
      `Step ${name} waits for a node. ${unschedulableInWords(why)}`,
    );
  }
  return sentence(
    /^(ErrImagePull|ImagePullBackOff)/.test(message ?? '')
      ? `Step ${name} waits for its image, which cannot be pulled`
      : `Step ${name} is being started`,
  );
}
