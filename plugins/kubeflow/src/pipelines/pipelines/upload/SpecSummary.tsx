import { Alert } from '@backstage/ui';
import {
  pipelineGraph,
  pipelineInputs,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';

/** What a pipeline that can be uploaded is, in one line. */
export function SpecSummary(props: { spec: unknown }) {
  const { spec } = props;
  const { t } = useKubeflowTranslation();
  const { graph, inputs } = useMemo(
    () => ({ graph: pipelineGraph(spec), inputs: pipelineInputs(spec) }),
    [spec],
  );
  const parts = [
    t('pipelines.upload.tasks', { count: graph.nodes.length }),
    t('pipelines.upload.inputs', { count: inputs.length }),
    graph.sdkVersion,
  ].filter(part => part !== undefined);
  return (
    <Alert
      role="status"
      status="success"
      icon
      title={t('pipelines.upload.valid', { name: graph.name ?? '' })}
      description={parts.join(' · ')}
    />
  );
}
