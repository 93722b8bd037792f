import { counted, sentence } from '../kinds/shared/words';

type Clause = readonly [
  pattern: RegExp,
  words: (nodes: string, detail: string) => string,
];

/** One node, or several of them: the verb follows. */
function nodes(count: string, singular: string, plural: string): string {
  return `${count} ${count === '1' ? singular : plural}`;
}

/**
 * The scheduler's reasons per node. Source: k8s.io/kubernetes pkg/scheduler/framework/plugins, and FitError in
 * pkg/scheduler/framework/types.go, which puts the number of nodes before each.
 */
const clauses: readonly Clause[] = [
  [
    /^(\d+) Insufficient (\S+)$/,
    (count, resource) =>
      nodes(
        count,
        `has too little free ${resource}`,
        `have too little free ${resource}`,
      ),
  ],
  [
    /^(\d+) node\(s\) had untolerated taints? ?(?:\{([^:}]*)[^}]*\})?$/,
    (count, taint) =>
      `${nodes(count, 'is', 'are')} kept for other pods${taint ? ` by the taint ${taint.split('=')[0]}` : ''}`,
  ],
  [
    /^(\d+) node\(s\) had untolerated taint\(s\)$/,
    count => `${nodes(count, 'is', 'are')} kept for other pods by a taint`,
  ],
  [
    /^(\d+) node\(s\) didn't match Pod's node affinity\/selector$/,
    count =>
      nodes(
        count,
        'is not of the kind that it demands',
        'are not of the kind that it demands',
      ),
  ],
  [
    /^(\d+) node\(s\) were unschedulable$/,
    count => nodes(count, 'is closed for new pods', 'are closed for new pods'),
  ],
  [
    /^(\d+) Too many pods$/,
    count => nodes(count, 'is full of pods', 'are full of pods'),
  ],
  [
    /^(\d+) node\(s\) had volume node affinity conflict$/,
    count => nodes(count, 'cannot reach its volume', 'cannot reach its volume'),
  ],
  [
    /^(\d+) node\(s\) didn't find available persistent volumes to bind$/,
    count => nodes(count, 'has no volume for it', 'have no volume for it'),
  ],
  [
    /^(\d+) node\(s\) didn't match pod anti-affinity rules$/,
    count =>
      nodes(
        count,
        'has pods that it must not share a node with',
        'have pods that it must not share a node with',
      ),
  ],
  [
    /^(\d+) node\(s\) didn't match pod affinity rules$/,
    count =>
      nodes(
        count,
        'lacks the pods that it must be near to',
        'lack the pods that it must be near to',
      ),
  ],
  [
    /^(\d+) node\(s\) didn't match pod topology spread constraints.*$/,
    count =>
      nodes(
        count,
        'would spread its pods unevenly',
        'would spread its pods unevenly',
      ),
  ],
  [
    /^(\d+) cannot allocate all claims$/,
    count =>
      nodes(
        count,
        'cannot give it all devices that it claims',
        'cannot give it all devices that it claims',
      ),
  ],
];

/**
 * Why no node takes a pod, out of the scheduler's message: from `0/12 nodes are available: 4 Insufficient
 * nvidia.com/gpu, …` to `None of 12 nodes can take it: 4 have too little free nvidia.com/gpu, …`. What is not known is
 * given as it is.
 *
 * @public
 */
export function unschedulableInWords(message: string | undefined): string {
  if (!message) {
    return 'No node can take it.';
  }
  const claim = /persistentvolumeclaim "([^"]{1,253})" not found/.exec(message);
  if (claim) {
    return `Its volume claim ${claim[1]} does not exist.`;
  }
  if (/unbound immediate PersistentVolumeClaims/.test(message)) {
    return 'Its volume claim has no volume yet.';
  }
  const device = /resourceclaim "([^"]{1,253})" not found/.exec(message);
  if (device) {
    return `Its device claim ${device[1]} does not exist.`;
  }
  if (/^no nodes available to schedule pods/.test(message)) {
    return 'The cluster has no nodes.';
  }
  const [, total, list] =
    /^0\/(\d+) nodes are available: (.*)$/s.exec(message) ?? [];
  if (total === undefined || list === undefined) {
    return sentence(message);
  }
  // What the scheduler says about preemption repeats the same reasons.
  const [reasons = ''] = list.split(/\.? preemption: /);
  const words = reasons
    .replace(/\.\s*$/, '')
    .split(/, (?=\d+ )/)
    .slice(0, 8)
    .map(clauseInWords);
  const [first = ''] = words;
  return sentence(
    total === '1'
      ? `The only node cannot take it: ${first}`
      : `None of ${counted(Number(total), 'node')} can take it: ${words.join(', ')}`,
  );
}

function clauseInWords(clause: string): string {
  const text = clause.trim();
  for (const [pattern, words] of clauses) {
    const match = pattern.exec(text);
    if (match) {
      return words(match[1] ?? '', match[2] ?? '');
    }
  }
  return text;
}
