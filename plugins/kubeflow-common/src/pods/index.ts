export * from './exitCode';
export * from './readEvent';
export * from './readPod';
export * from './unschedulable';
