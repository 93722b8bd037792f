import { findAtEnd, logFinding } from '../logFinding';
import type { DiagnosisRule } from '../types';

/** Names that cannot be looked up. */
const lookup =
  /Temporary failure in name resolution|Name or service not known|getaddrinfo (?:failed|ENOTFOUND|EAI_AGAIN)|no such host|Could not resolve host|NameResolutionError|nodename nor servname/i;
/** Hosts that cannot be reached. */
const reach =
  /Max retries exceeded with url|Connection refused|Connection timed out|No route to host|Network is unreachable|ConnectTimeout|i\/o timeout|ECONNREFUSED|ETIMEDOUT|Failed to establish a new connection/i;
/** Certificates that are not trusted. */
const trust =
  /CERTIFICATE_VERIFY_FAILED|x509: certificate|SSL certificate problem|self[- ]signed certificate/i;

/** Something could not be reached over the network. */
export const network: DiagnosisRule = {
  id: 'network',
  diagnose: (input, clues) =>
    clues.logs.flatMap(log => {
      const found = [
        {
          pattern: lookup,
          title: (host: string) => `It could not find the host${host}.`,
          advice:
            'Check the spelling of the name. Services of another namespace need it behind: service.namespace. Pods may have no way out to the internet.',
        },
        {
          pattern: trust,
          title: (host: string) =>
            `It does not trust the certificate of${host || ' the host'}.`,
          advice:
            'Give the container the certificate authority of the host (REQUESTS_CA_BUNDLE, SSL_CERT_FILE).',
        },
        {
          pattern: reach,
          title: (host: string) =>
            `It could not connect to${host || ' the host'}.`,
          advice:
            'Check the address and the port, that the service runs, and that no network policy or service mesh keeps them apart. Behind a proxy, set HTTPS_PROXY.',
        },
      ].find(each => findAtEnd(log, each.pattern));
      const hit = found && findAtEnd(log, found.pattern);
      if (!found || !hit) {
        return [];
      }
      const host = hostIn(hit.line.text);
      return [
        logFinding(input, log, [hit.line], {
          rule: network.id,
          title: found.title(host ? ` ${host}` : ''),
          advice: found.advice,
        }),
      ];
    }),
};

const hosts: readonly RegExp[] = [
  /host=\\?'([^'\\]{1,253})\\?'/,
  /lookup ([\w.-]{1,253})/,
  /resolve host:? '?([\w.-]{1,253})/i,
  /https?:\/\/([\w.-]{1,253}(?::\d{1,5})?)/,
  /dial tcp ([\w.:[\]-]{1,253})/,
  /\('([\w.-]{1,253})', (?:port=)?\d{1,5}\)/,
];

function hostIn(text: string): string | undefined {
  for (const pattern of hosts) {
    const host = pattern.exec(text)?.[1];
    if (host) {
      return host.replace(/[.:]$/, '');
    }
  }
  return undefined;
}
