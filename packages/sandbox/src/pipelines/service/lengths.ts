import { invalidInput } from '../rpc';

/** What the columns of the server's database hold, in bytes. */
const limits = {
  'Experiment.Name': 128,
  'Experiment.Namespace': 63,
  'Pipeline.Name': 128,
  'Pipeline.Namespace': 63,
  'PipelineVersion.Name': 127,
  'Run.ExperimentId': 64,
};

/** @throws RpcError 400 when a value is too long for its column */
export function checkLength(field: keyof typeof limits, value: string): void {
  if (Buffer.byteLength(value) > limits[field]) {
    throw invalidInput(`${field} length cannot exceed ${limits[field]}`);
  }
}
