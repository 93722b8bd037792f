export {
  graphDiff,
  inputsDiff,
  type DiffKind,
  type GraphAspect,
  type GraphChange,
  type GraphDiff,
  type InputDiff,
  type NodeDiff,
} from './graphDiff';
export * from './graphTypes';
export {
  parsePipelineYaml,
  type ParsedPipelineYaml,
  type YamlProblem,
} from './parsePipelineYaml';
export { pipelineGraph, pipelineInputs } from './pipelineGraph';
export { pipelineSpecParts, type PipelineSpecParts } from './pipelineSpec';
