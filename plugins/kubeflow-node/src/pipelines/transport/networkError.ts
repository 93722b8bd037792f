import { PipelinesError } from '../PipelinesError';

/** What the codes of Node and undici mean. */
const meanings: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ENOTFOUND: 'its host name is not known (ENOTFOUND)',
  EAI_AGAIN: 'its host name could not be looked up (EAI_AGAIN)',
  ECONNRESET: 'the connection was cut (ECONNRESET)',
  EPIPE: 'the connection was cut (EPIPE)',
  UND_ERR_SOCKET: 'the connection was cut',
  ETIMEDOUT: 'no connection came about in time (ETIMEDOUT)',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'its answer did not go on',
  EHOSTUNREACH: 'there is no way to its host (EHOSTUNREACH)',
  ENETUNREACH: 'there is no way to its network (ENETUNREACH)',
};

const isCertificateCode = (code: string) =>
  /CERT|SIGNATURE|TLS|SSL/.test(code) && !code.startsWith('UND_');

/** A failure to get an answer at all, in words. */
export function networkError(
  error: unknown,
  about: { what: string; place: string; timeout: number },
): PipelinesError {
  if (error instanceof PipelinesError) {
    return error;
  }
  const where = `${about.what} (${about.place})`;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new PipelinesError(
      'unreachable',
      `${where} did not finish its answer within ${about.timeout / 1000} seconds. It may be overloaded; requestTimeout in the configuration of the Pipelines API says how long to wait.`,
      error,
    );
  }
  const code = codeOf(error);
  if (code && isCertificateCode(code)) {
    return new PipelinesError(
      'unreachable',
      `${where} has a certificate that is not trusted (${code}). Give its certificate authority as caFile or caData.`,
      error,
    );
  }
  const reason =
    (code && (meanings[code] ?? code)) ??
    (error instanceof Error ? error.message : String(error));
  return new PipelinesError(
    'unreachable',
    `${where} cannot be reached: ${reason}.`,
    error,
  );
}

function codeOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string') {
      return code;
    }
  }
  return undefined;
}
