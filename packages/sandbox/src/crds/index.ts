export * from './bundledCrds';
