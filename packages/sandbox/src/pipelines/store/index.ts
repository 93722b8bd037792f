export * from './listFields';
export * from './PipelinesStore';
export * from './rows';
