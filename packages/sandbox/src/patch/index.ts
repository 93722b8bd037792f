export * from './MergeType';
export * from './builtinMergeTypes';
export * from './jsonPatch';
export * from './mergePatch';
export * from './strategicMergePatch';
