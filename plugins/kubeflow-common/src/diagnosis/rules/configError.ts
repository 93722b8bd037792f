import type { Diagnosis } from '../../api';
import { containerEvidence, eventEvidence } from '../evidence';
import { present, severityOf } from '../shared';
import type { DiagnosisRule } from '../types';

const reasons: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

/** A container cannot be set up: it takes a value from a secret or config map that is not there. */
export const configError: DiagnosisRule = {
  id: 'config-error',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    for (const pod of clues.pods) {
      for (const container of pod.containers) {
        if (
          container.state !== 'waiting' ||
          !container.reason ||
          !reasons.has(container.reason)
        ) {
          continue;
        }
        const event = input.events?.find(
          each => each.about.name === pod.name && each.reason === 'Failed',
        );
        const said = container.message ?? event?.message ?? '';
        const missing = missingIn(said);
        found.push({
          rule: configError.id,
          severity: severityOf(input),
          title: missing
            ? `Its container ${container.name} cannot start: ${missing.title}.`
            : `Its container ${container.name} ${said ? said.charAt(0).toLowerCase() + said.slice(1) : 'cannot be set up.'}`,
          advice:
            missing?.advice ??
            'Correct the specification of the container: what it says stands beside.',
          evidence: present(
            containerEvidence(pod, container),
            event && eventEvidence(event),
          ),
          pod: pod.name,
          container: container.name,
        });
      }
    }
    return found;
  },
};

/** Messages of the kubelet (k8s.io/kubernetes pkg/kubelet/kubelet_pods.go and the API's NotFound). */
function missingIn(
  said: string,
): { title: string; advice: string } | undefined {
  const key =
    /couldn't find key (\S{1,253}) in (Secret|ConfigMap) (\S{1,500})/i.exec(
      said,
    );
  if (key) {
    const name = key[3]?.replace(/[.,]$/, '');
    return {
      title: `the ${wordFor(key[2])} ${name} has no key ${key[1]}`,
      advice: `Add the key ${key[1]} to the ${wordFor(key[2])}, or correct the name of the key.`,
    };
  }
  const object = /(secret|configmap)s? "([^"]{1,253})" not found/i.exec(said);
  if (object) {
    return {
      title: `the ${wordFor(object[1])} ${object[2]} does not exist`,
      advice: `Create the ${wordFor(object[1])} ${object[2]} in this namespace, or correct the name.`,
    };
  }
  if (/runAsNonRoot/.test(said)) {
    return {
      title: 'its image runs as root, which is not allowed here',
      advice:
        'Use an image with a user of its own, or set runAsUser to a number other than 0.',
    };
  }
  return undefined;
}

function wordFor(kind: string | undefined): string {
  return kind?.toLowerCase() === 'secret' ? 'secret' : 'config map';
}
