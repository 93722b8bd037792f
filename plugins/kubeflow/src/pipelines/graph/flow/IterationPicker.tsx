import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import type { LoopIterations } from '../iterations';
import styles from './boxes.module.css';
import { useFlowContext } from './flowContext';
import { useIterationNames } from '../useIterationNames';

/** More choices than a list can well hold; the arrows reach the rest. */
const MOST_CHOICES = 1_000;

/** Chooses which iteration of a loop is shown: all of them together, or one. */
export function IterationPicker(props: {
  loop: PipelineNode;
  iterations: LoopIterations;
  chosen: number | undefined;
}) {
  const { loop, iterations, chosen } = props;
  const { t } = useKubeflowTranslation();
  const { iterate } = useFlowContext();
  const nameOf = useIterationNames(loop, iterations);
  const { total, done, failed } = iterations;
  const summary =
    failed > 0
      ? t('run.graph.iterationsFailed', {
          done: String(done),
          total: String(total),
          failed: String(failed),
        })
      : t('run.graph.iterations', { done: String(done), total: String(total) });
  const choices = useMemo(() => {
    const from = Math.max(0, (chosen ?? 0) - MOST_CHOICES / 2);
    const count = Math.min(total, MOST_CHOICES);
    return Array.from({ length: count }, (_, index) => from + index).filter(
      number => number < total,
    );
  }, [chosen, total]);
  const step = (number: number) =>
    iterate(loop.id, number < 0 || number >= total ? undefined : number);
  return (
    <span className={`${styles.picker} nodrag nopan`} data-failed={failed > 0}>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        onClick={event => {
          event.stopPropagation();
          step((chosen ?? total) - 1);
        }}
      >
        <RiArrowLeftSLine size={16} />
      </button>
      <select
        aria-label={t('run.graph.iterationOf', { name: loop.name })}
        value={chosen ?? ''}
        onClick={event => event.stopPropagation()}
        onChange={({ target }) =>
          iterate(
            loop.id,
            target.value === '' ? undefined : Number(target.value),
          )
        }
      >
        <option value="">
          {t('run.graph.allIterations')}: {summary}
        </option>
        {choices.map(number => (
          <option key={number} value={number}>
            {nameOf(number)}
          </option>
        ))}
      </select>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        onClick={event => {
          event.stopPropagation();
          step((chosen ?? -1) + 1);
        }}
      >
        <RiArrowRightSLine size={16} />
      </button>
    </span>
  );
}
