export * from './clusters';
export * from './common';
export * from './kinds';
export * from './pods';
export * from './stream';
export * from './workloads';
