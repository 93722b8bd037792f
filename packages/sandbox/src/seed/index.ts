export * from './familySeeds';
export * from './familyIdeas';
export * from './seedCluster';
export * from './trainingCast';
export * from './trainingCatalog';
