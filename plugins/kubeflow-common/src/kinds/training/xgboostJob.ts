import { kubeflowJob } from './kubeflowJob';

/** XGBoost training by the training operator. @public */
export const xgboostJob = kubeflowJob({
  id: 'xgboostjob',
  kind: 'XGBoostJob',
  plural: 'xgboostjobs',
  title: { one: 'XGBoostJob', many: 'XGBoostJobs' },
  framework: 'XGBoost',
  replicaSpecs: 'xgbReplicaSpecs',
  replicaTypes: ['Master', 'Worker'],
  container: 'xgboost',
});
