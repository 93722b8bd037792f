import { Alert } from '@backstage/ui';
import type { YamlProblem } from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { excerptOf } from './excerpt';
import styles from './Upload.module.css';

/** More than these help nobody: most go when the first is mended. */
const SHOWN = 10;

/** What is wrong with a pipeline, where, and what stands there. */
export function YamlProblems(props: {
  text: string;
  problems: readonly YamlProblem[];
  /** Leads to the place; absent where the text is not shown. */
  onShow?: (problem: YamlProblem) => void;
}) {
  const { text, problems, onShow } = props;
  const { t } = useKubeflowTranslation();
  const lines = useMemo(() => text.split(/\r\n|\r|\n/), [text]);
  const rest = problems.length - SHOWN;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('pipelines.upload.problems', { count: problems.length })}
      description={
        <ol className={styles.problems}>
          {problems.slice(0, SHOWN).map((problem, index) => {
            const { line, column, message } = problem;
            const place = t('pipelines.upload.place', {
              line: String(line),
              column: String(column),
            });
            const { before, at, after } = excerptOf(
              lines[line - 1] ?? '',
              column,
            );
            return (
              <li key={`${index} ${line} ${column}`}>
                {onShow ? (
                  <button
                    type="button"
                    className={styles.place}
                    onClick={() => onShow(problem)}
                  >
                    {place}
                  </button>
                ) : (
                  <span className={styles.place}>{place}</span>
                )}{' '}
                {message}
                {(before + at + after).trim() !== '' && (
                  <code className={styles.line}>
                    {before}
                    <mark>{at}</mark>
                    {after}
                  </code>
                )}
              </li>
            );
          })}
          {rest > 0 && (
            <li className={styles.rest}>
              {t('pipelines.upload.moreProblems', { count: rest })}
            </li>
          )}
        </ol>
      }
    />
  );
}
