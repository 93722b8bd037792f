export { diagnoseWithLogs } from './diagnoseWithLogs';
