export * from './Column';
export * from './builtinColumns';
export * from './humanDuration';
export * from './jsonPath';
export * from './printerColumns';
