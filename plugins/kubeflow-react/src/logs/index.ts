export { formatLineRange, parseLineRange, type LineRange } from './lineRange';
export { LogView, type LogViewProps } from './LogView';
