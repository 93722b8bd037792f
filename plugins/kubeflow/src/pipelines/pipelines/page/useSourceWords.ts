import type {
  PipelineGraph,
  PipelinePort,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { valueText } from '../../shell/ValueText';

/** Says where the value of an input comes from. */
export function useSourceWords(
  graph: PipelineGraph,
): (port: PipelinePort) => string {
  const { t } = useKubeflowTranslation();
  const names = useMemo(
    () => new Map(graph.nodes.map(({ id, name }) => [id, name])),
    [graph],
  );
  return ({ source, defaultValue }) => {
    switch (source?.from) {
      case undefined:
        return defaultValue === undefined
          ? '–'
          : `${t('run.values.default')} ${valueText(defaultValue)}`;
      case 'constant':
        return valueText(source.value);
      case 'pipeline-input':
        return t('run.values.fromInput', { name: source.name });
      case 'task':
        return t('run.values.fromTask', {
          output: source.output,
          task: names.get(source.nodeId) ?? source.nodeId,
        });
      case 'loop-item':
        return t('run.values.fromLoop', { name: source.name });
      case 'run':
        return t('run.values.fromRun', { what: source.what });
      default:
        return t('run.values.fromUnknown');
    }
  };
}
