export type * from './cluster/types';
export type { Identity, User } from './auth';
export { defaultIdentities } from './access';
export { bundledCrds } from './crds';
export type { TaskModel } from './pipelines';
export { ApiError, type ApiStatus, type StatusCause } from './errors';
export {
  startSandbox,
  type ObjectStoreSettings,
  type PipelinesSettings,
  type Sandbox,
  type SandboxObjectStore,
  type SandboxOptions,
  type SimulationSettings,
} from './startSandbox';
export {
  createSimulation,
  type Simulation,
  type SimulationOptions,
} from './simulation/createSimulation';
export { seedTrainJobs, type SeedTrainJobsOptions } from './seed/seedTrainJobs';
export { runCommand, type CommandOutput, type CommandResult } from './cli';
