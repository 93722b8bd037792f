export * from './Agenda';
export * from './Random';
export * from './Timeline';
export * from './json';
