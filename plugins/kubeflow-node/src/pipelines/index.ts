export * from './config';
export { HttpPipelinesClient } from './HttpPipelinesClient';
export * from './PipelinesClient';
export * from './PipelinesError';
export {
  readArgoNodeName,
  type PipelinePodPlace,
} from './tasks/readArgoNodeName';
