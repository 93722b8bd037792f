export * from './ContainerLog';
export * from './PodLogs';
