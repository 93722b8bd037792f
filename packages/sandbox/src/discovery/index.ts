export * from './discoveryRouter';
