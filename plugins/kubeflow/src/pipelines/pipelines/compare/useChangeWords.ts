import type {
  GraphChange,
  PipelineGraph,
  PipelineNode,
  PipelinePort,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { valueText } from '../../shell/ValueText';
import { useSourceWords } from '../page/useSourceWords';

/** Says what of a task changed, and how it was and is. */
export function useChangeWords(graph: PipelineGraph): (change: GraphChange) => {
  label: string;
  before?: string;
  after?: string;
} {
  const { t } = useKubeflowTranslation();
  const sourceWords = useSourceWords(graph);
  const nameOf = (id: string) =>
    graph.nodes.find(node => node.id === id)?.name ?? id;
  const words = (
    { aspect }: GraphChange,
    value: unknown,
  ): string | undefined => {
    if (value === undefined) {
      return undefined;
    }
    switch (aspect) {
      case 'command':
      case 'args':
        return (value as string[]).join(' ');
      case 'type':
        return t(`run.graph.type.${value as PipelineNode['type']}`);
      case 'caching':
        return value === true
          ? t('run.graph.cachingOn')
          : t('run.graph.cachingOff');
      case 'accelerators':
        return (value as PipelineNode['accelerators'])
          .map(({ count, product, resource }) =>
            [count, '×', product ?? resource].join(' '),
          )
          .join(', ');
      case 'waitsFor':
        return (value as { task: string; values: string[] }[])
          .map(({ task, values }) =>
            values.length > 0
              ? `${nameOf(task)} (${values.join(', ')})`
              : nameOf(task),
          )
          .join(', ');
      case 'input':
      case 'output': {
        const port = value as PipelinePort;
        const from = sourceWords(port);
        return [port.isList ? `${port.type}[]` : port.type, from]
          .filter(part => part && part !== '–')
          .join(' · ');
      }
      case 'resources':
      case 'retry':
      case 'importer':
        return Object.entries(value as object)
          .map(([key, part]) => `${key}: ${valueText(part)}`)
          .join(', ');
      default:
        return valueText(value);
    }
  };
  return change => ({
    label: [t(`pipelines.compare.aspect.${change.aspect}`), change.name]
      .filter(Boolean)
      .join(' '),
    // Nothing that is waited for any more is nothing to show.
    before: words(change, change.before) || undefined,
    after: words(change, change.after) || undefined,
  });
}
