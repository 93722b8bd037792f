export * from './graphTypes';
