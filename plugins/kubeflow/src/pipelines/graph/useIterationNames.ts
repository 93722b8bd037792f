import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { kubeflowReactTranslationRef } from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import type { LoopIterations } from './iterations';

const MOST_LETTERS = 40;

/** Gives what an iteration is called: its place, its item where the pipeline names it, and how it is doing. */
export function useIterationNames(
  loop: PipelineNode | undefined,
  iterations: LoopIterations | undefined,
): (number: number) => string {
  const { t } = useKubeflowTranslation();
  const { t: word } = useTranslationRef(kubeflowReactTranslationRef);
  const states = useMemo(
    () =>
      new Map(iterations?.begun.map(({ number, state }) => [number, state])),
    [iterations],
  );
  return useCallback(
    number => {
      const state = states.get(number);
      const item = loop?.loop?.items?.[number];
      return [
        t('run.graph.iteration', {
          number: String(number + 1),
          total: String(iterations?.total ?? number + 1),
        }),
        item !== undefined && t('run.graph.item', { item: inShort(item) }),
        state ? word(`state.${state}`) : t('run.graph.notBegun'),
      ]
        .filter(Boolean)
        .join(', ');
    },
    [t, word, states, loop, iterations],
  );
}

function inShort(item: unknown): string {
  const text = typeof item === 'string' ? item : JSON.stringify(item);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
