import type { Diagnosis } from '../api';
import { ncclTimeout } from './rules';

/** Pods of which evidence is kept. */
const MAX_PODS = 3;
const MAX_EVIDENCE = 8;

/** Makes one of diagnoses that say the same of several pods. */
export function merge(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const groups = new Map<string, Diagnosis[]>();
  for (const diagnosis of diagnoses) {
    const key = keyOf(diagnosis);
    const group = groups.get(key);
    if (group) {
      group.push(diagnosis);
    } else {
      groups.set(key, [diagnosis]);
    }
  }
  return [...groups.values()].map(group => {
    const [first, ...rest] = group;
    const pods = new Set(
      group.map(({ pod }) => pod).filter(pod => pod !== undefined),
    );
    return {
      ...(first as Diagnosis),
      evidence: [
        ...(first?.evidence ?? []),
        ...rest
          .slice(0, MAX_PODS - 1)
          .flatMap(({ evidence }) => evidence.slice(0, 1)),
      ].slice(0, MAX_EVIDENCE),
      ...(pods.size > 1 ? { podCount: pods.size } : {}),
    };
  });
}

/** Ranks that wait for each other differ in their number only. */
function keyOf({ rule, severity, title, container }: Diagnosis): string {
  return JSON.stringify(
    rule === ncclTimeout.id
      ? [rule, severity]
      : [rule, severity, title, container],
  );
}
