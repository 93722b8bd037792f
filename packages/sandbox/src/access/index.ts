export * from './accessObjects';
export * from './identities';
export * from './kubeconfig';
