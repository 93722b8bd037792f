import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ConfusionGrid } from '../../charts/ConfusionGrid';
import { CurvePlot } from '../../charts/CurvePlot';
import {
  accuracyOf,
  areaUnder,
  readConfusion,
  readRoc,
} from '../../charts/classification';
import { formatNumber } from '../../charts/formatNumber';
import { scalarMetrics } from '../scalars';
import styles from '../Artifacts.module.css';
import { MetricsPreview } from './MetricsPreview';

/** How well something was told apart: ROC curve, confusion matrix, and numbers beside them. */
export function ClassificationPreview(props: {
  label: string;
  metadata: Readonly<Record<string, unknown>>;
}) {
  const { label, metadata } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const curve = readRoc(metadata.confidenceMetrics);
  const matrix = readConfusion(metadata.confusionMatrix);
  const accuracy = matrix && accuracyOf(matrix);
  const metrics = scalarMetrics(metadata);
  return (
    <div className={styles.parts}>
      {metrics.length > 0 && (
        <MetricsPreview
          label={t('run.artifact.metricsOf', { name: label })}
          metrics={metrics}
        />
      )}
      {curve && (
        <figure className={styles.figure}>
          <figcaption>
            {t('run.artifact.roc', {
              area: formatNumber(areaUnder(curve), locale),
            })}
          </figcaption>
          {/* One ROC curve, with the diagonal of pure chance. */}
          <CurvePlot
            label={t('run.artifact.rocOf', { name: label })}
            xName={t('run.artifact.falsePositives')}
            yName={t('run.artifact.truePositives')}
            curves={[
              { key: label, points: curve, color: 'var(--bui-fg-info)' },
            ]}
            isUnit
          />
        </figure>
      )}
      {matrix && (
        <figure className={styles.figure}>
          <figcaption>
            {accuracy === undefined
              ? t('run.artifact.confusion')
              : t('run.artifact.confusionAccuracy', {
                  share: accuracy.toLocaleString(locale, {
                    style: 'percent',
                    maximumFractionDigits: 1,
                  }),
                })}
          </figcaption>
          <ConfusionGrid
            label={t('run.artifact.confusionOf', { name: label })}
            matrix={matrix}
          />
        </figure>
      )}
      {!curve && !matrix && metrics.length === 0 && (
        <p className={styles.note}>{t('run.artifact.noMetrics')}</p>
      )}
    </div>
  );
}
