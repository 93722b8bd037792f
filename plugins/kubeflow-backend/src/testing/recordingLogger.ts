import {
  coreServices,
  createServiceFactory,
  type LoggerService,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';

/** A root logger that hands on each line above debug, for tests that count them. */
export function logger(onLine: (line: string) => void) {
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => create(onLine) satisfies RootLoggerService,
  });
}

function create(onLine: (line: string) => void): LoggerService {
  return {
    error: message => onLine(`error ${message}`),
    warn: message => onLine(`warn ${message}`),
    info: message => onLine(`info ${message}`),
    debug: () => undefined,
    child: () => create(onLine),
  };
}
