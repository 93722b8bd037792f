import type { Diagnosis } from '../../api';
import { containerEvidence, eventEvidence } from '../evidence';
import { hasFailed, present } from '../shared';
import type { DiagnosisRule } from '../types';

/** As the kubelet writes it (k8s.io/kubernetes pkg/kubelet/prober). */
const probe = /^(Liveness|Readiness|Startup) probe (?:failed|errored)/;

/** A container that is ended and started again and again, or never gets ready, because a probe of it fails. */
export const probeFailed: DiagnosisRule = {
  id: 'probe-failed',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    for (const pod of clues.pods) {
      if (pod.phase !== 'Running') {
        continue;
      }
      const event = input.events?.find(
        ({ about, reason, message }) =>
          about.name === pod.name &&
          reason === 'Unhealthy' &&
          probe.test(message ?? ''),
      );
      const container = pod.containers.find(
        ({ type, ready }) => type === 'main' && !ready,
      );
      if (!event || !container) {
        continue;
      }
      const which = probe.exec(event.message ?? '')?.[1];
      const isReadiness = which === 'Readiness';
      found.push({
        rule: probeFailed.id,
        severity: isReadiness && !hasFailed(input) ? 'blocked' : 'failure',
        title: isReadiness
          ? `Its container ${container.name} runs, but does not say that it is ready.`
          : `Its container ${container.name} is ended and started again, because it does not answer its ${which?.toLowerCase()} probe.`,
        advice: isReadiness
          ? 'See in its log what it still does: loading a large model takes its time. Check the path and the port of the probe.'
          : 'Give it more time to start (a startup probe, a longer delay), or see in its log why it does not answer.',
        evidence: present(
          eventEvidence(event),
          containerEvidence(pod, container),
        ),
        pod: pod.name,
        container: container.name,
      });
    }
    return found;
  },
};
