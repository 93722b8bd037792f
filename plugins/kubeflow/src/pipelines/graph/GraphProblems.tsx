import { Alert } from '@backstage/ui';
import type { PipelineProblem } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './PipelineGraphView.module.css';

/** So many say enough. */
const MOST = 20;

/** What is wrong with a specification, and where; nothing when all is well. */
export function GraphProblems(props: { problems: readonly PipelineProblem[] }) {
  const { problems } = props;
  const { t } = useKubeflowTranslation();
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t('run.graph.problems', { count: problems.length })}
      description={
        <ul className={styles.problems}>
          {problems.slice(0, MOST).map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {message} <code>{path}</code>
            </li>
          ))}
        </ul>
      }
    />
  );
}
