export type { LogArchive } from './ArchivedLogSource';
export { downloadLogs } from './downloadLogs';
export { LogHub } from './LogHub';
export type { LogSource, LogStanding } from './LogSource';
export { readLogTail } from './readLogTail';
export { serveLogs, type ContainerAddress, type LogCaller } from './serveLogs';
