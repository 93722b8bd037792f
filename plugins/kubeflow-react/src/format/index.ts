export { acceleratorName } from './accelerator';
export { formatDuration } from './duration';
export { formatAbsoluteTime, formatRelativeTime, parseTime } from './time';
