import type { Diagnosis } from '../../api';
import { cleanText } from '../../reading';
import { engineEvidence, eventEvidence } from '../evidence';
import { findAtEnd, logFinding } from '../logFinding';
import { severityOf, standingWarnings } from '../shared';
import type { DiagnosisRule } from '../types';

type Words = Pick<Diagnosis, 'title' | 'advice'>;

/** `… is forbidden: User "system:serviceaccount:team-a:default-editor" cannot create resource "trainjobs" in API group …` */
const kubernetes =
  /User \\?"([^"\\]{1,253})\\?" cannot (\w{1,40}) resource \\?"([^"\\]{1,253})\\?"(?: in API group \\?"([^"\\]{0,253})\\?")?(?: in the namespace \\?"([^"\\]{1,253})\\?")?/;

/** What stores, hubs and clouds say when they refuse, each with who is meant. */
const refusals: readonly [RegExp, (match: RegExpExecArray) => Words][] = [
  [
    /NoCredentialsError|Unable to locate credentials|NoCredentialProviders|DefaultCredentialsError|could not find default credentials/i,
    () => ({
      title: 'It has no credentials for the object store.',
      advice:
        'Give it the secret with the keys, or a service account that the cloud knows.',
    }),
  ],
  [
    /GatedRepoError|gated repo|Access to model (\S{1,200}) is restricted/i,
    () => ({
      title: 'The model is gated: the account it uses may not download it.',
      advice:
        'Accept the terms of the model on Hugging Face, and give the container the token (HF_TOKEN) of that account.',
    }),
  ],
  [
    /InvalidAccessKeyId|SignatureDoesNotMatch|The request signature we calculated|ExpiredToken|InvalidToken|token (?:has|is) expired/i,
    () => ({
      title: 'The object store does not accept its keys.',
      advice:
        'Check the access key and its secret: they may be of another store, misspelt, or expired.',
    }),
  ],
  [
    /An error occurred \((?:403|AccessDenied|Forbidden)\) when calling the (\w{1,60}) operation/,
    ([, operation]) => ({
      title: `The object store denies it ${operation}.`,
      advice:
        'Check which keys or service account it uses, and that they may do this in that bucket.',
    }),
  ],
  [
    /does not have (storage\.\S{1,100}) access/,
    ([, right]) => ({
      title: `The object store denies it: it lacks ${right}.`,
      advice: 'Grant it to the service account that it uses.',
    }),
  ],
  [
    /\b(401|403) Client Error: \w{1,40} for url: (https?:\/\/[^\s/]{1,253})/,
    ([, code, host]) => ({
      title: `${host} ${code === '401' ? 'does not know it' : 'denies it access'} (${code}).`,
      advice:
        'Check the token or password that it sends, and that its account may do this.',
    }),
  ],
  [
    /AccessDenied\b|Access Denied|AuthorizationPermissionMismatch|PermissionDenied\b|PERMISSION_DENIED|code = PermissionDenied/,
    () => ({
      title: 'It was denied access.',
      advice: 'Check which account it uses, and that the account may do this.',
    }),
  ],
];

/** Somebody said no: the Kubernetes API, an object store, a model hub. */
export const permission: DiagnosisRule = {
  id: 'permission',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    for (const event of standingWarnings(input, /./)) {
      const words = ofKubernetes(event.message);
      if (words && !found.some(({ title }) => title === words.title)) {
        found.push({
          rule: permission.id,
          severity: severityOf(input),
          ...words,
          evidence: [eventEvidence(event)],
        });
      }
    }
    for (const node of clues.nodes) {
      const words = ofKubernetes(node.message);
      if (words) {
        found.push({
          rule: permission.id,
          severity: severityOf(input),
          ...words,
          evidence: [engineEvidence(node)],
          pod: node.pod,
        });
      }
    }
    for (const log of clues.logs) {
      const refused = findAtEnd(log, kubernetes);
      if (refused) {
        const words = ofKubernetes(refused.line.text);
        found.push(
          logFinding(input, log, [refused.line], {
            rule: permission.id,
            title: words?.title ?? 'The Kubernetes API denies it.',
            advice: words?.advice,
          }),
        );
        continue;
      }
      for (const [pattern, words] of refusals) {
        const hit = findAtEnd(log, pattern);
        if (hit) {
          found.push(
            logFinding(input, log, [hit.line], {
              rule: permission.id,
              ...words(hit.match),
            }),
          );
          break;
        }
      }
    }
    return found;
  },
};

function ofKubernetes(message: string | undefined): Words | undefined {
  const match = kubernetes.exec(cleanText(message, 4000) ?? '');
  if (!match) {
    return undefined;
  }
  const [, user = '', verb, resource, group, namespace] = match;
  const account = /^system:serviceaccount:([^:]+):(.+)$/.exec(user);
  const who = account
    ? `The service account ${account[2]}${namespace === account[1] ? '' : ` of ${account[1]}`}`
    : `The user ${user}`;
  const what = `${resource}${group ? `.${group}` : ''}`;
  const where = namespace ? ` in ${namespace}` : '';
  return {
    title: `${who} may not ${verb} ${what}${where}.`,
    advice: `Give it a role that allows ${verb} on ${what}${where}, or run it with a service account that has one.`,
  };
}
