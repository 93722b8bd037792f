export * from './FieldSet';
export * from './managedFields';
export * from './typedValue';
