import { Alert, Button, Text } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine, RiTrophyLine } from '@remixicon/react';
import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo, useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import { MetricBars } from '../charts/MetricBars';
import type { ComparedRun } from '../comparedRun';
import { CompareTable } from '../CompareTable';
import {
  bestOf,
  metricRows,
  usualDirection,
  type Direction,
} from '../data/metricRows';
import { formatNumber } from '../../charts/formatNumber';
import { RunLegend } from '../RunMark';
import styles from '../Compare.module.css';

/** Rows, and charts, before more is asked for. */
const ROWS = 30;
const CHARTS = 9;

/** Scalar metrics as a table, and as bars. */
export function MetricsSection(props: { runs: readonly ComparedRun[] }) {
  const { runs } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const [chosen, setChosen] = useState<Record<string, Direction>>({});
  const rows = useMemo(
    () => metricRows(runs.map(({ detail }) => detail)),
    [runs],
  );
  const table = useShowMore(rows, ROWS);
  const charts = useShowMore(rows, CHARTS);
  const old = runs.filter(({ detail }) => detail.taskModel === 'details');
  if (old.length === runs.length) {
    return (
      <Section title={t('compare.metrics.title')}>
        <Alert
          status="info"
          icon
          title={t('compare.metrics.oldTitle')}
          description={t('compare.metrics.old')}
        />
      </Section>
    );
  }
  return (
    <Section title={t('compare.metrics.title')}>
      {old.length > 0 && (
        <Text color="secondary">{t('compare.metrics.someOld')}</Text>
      )}
      {rows.length === 0 ? (
        <Text color="secondary">{t('compare.metrics.none')}</Text>
      ) : (
        <>
          <CompareTable
            label={t('compare.metrics.title')}
            first={t('compare.metrics.name')}
            runs={runs}
            isNumeric
            rows={table.shown.map(({ key, name, label, values }) => {
              const direction = chosen[key] ?? usualDirection(name);
              const best = bestOf(values, direction);
              return {
                key,
                header: (
                  <MetricName
                    name={name}
                    label={label}
                    direction={direction}
                    onSwitch={() =>
                      setChosen(current => ({
                        ...current,
                        [key]: direction === 'higher' ? 'lower' : 'higher',
                      }))
                    }
                  />
                ),
                cells: values.map((value, index) => (
                  <Metric
                    key={runs[index].id}
                    text={
                      value === undefined
                        ? undefined
                        : formatNumber(value, locale)
                    }
                    isBest={best.has(index)}
                  />
                )),
              };
            })}
          />
          <ShowMore rest={table.rest} step={ROWS} onPress={table.more} />
          <Text as="h4" variant="body-medium" weight="bold">
            {t('compare.metrics.bars')}
          </Text>
          <RunLegend runs={runs} />
          <div className={styles.charts}>
            {charts.shown.map(row => (
              <MetricBars key={row.key} row={row} runs={runs} />
            ))}
          </div>
          <ShowMore rest={charts.rest} step={CHARTS} onPress={charts.more} />
        </>
      )}
    </Section>
  );
}

function MetricName(props: {
  name: string;
  label: string;
  direction: Direction;
  onSwitch: () => void;
}) {
  const { name, label, direction, onSwitch } = props;
  const { t } = useKubeflowTranslation();
  const word = t(`compare.metrics.${direction}`);
  return (
    <span className={styles.metric}>
      <code className={styles.code}>{name}</code>
      <span className={styles.where}>{label}</span>
      <Button
        size="small"
        variant="tertiary"
        className={styles.direction}
        iconStart={
          direction === 'higher' ? <RiArrowUpLine /> : <RiArrowDownLine />
        }
        aria-label={t('compare.metrics.switch', { name, direction: word })}
        onPress={onSwitch}
      >
        {word}
      </Button>
    </span>
  );
}

function Metric(props: { text: string | undefined; isBest: boolean }) {
  const { text, isBest } = props;
  const { t } = useKubeflowTranslation();
  if (text === undefined) {
    return <span className={styles.quiet}>{t('compare.absent')}</span>;
  }
  return (
    <span className={styles.number} data-best={isBest || undefined}>
      {isBest && (
        <RiTrophyLine
          size={14}
          role="img"
          aria-label={t('compare.metrics.best')}
        />
      )}
      {text}
    </span>
  );
}
