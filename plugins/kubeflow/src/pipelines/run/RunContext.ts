import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesRecordRef } from '@kubeflow-portal/plugin-kubeflow-react';
import { createContext, useContext } from 'react';
import type { GraphIndex } from '../graph/graphIndex';

/** The run that a page is about. */
export interface RunOfPage {
  ref: PipelinesRecordRef;
  detail: RunDetail;
  /** Absent when the pipeline's specification is no longer known. */
  index: GraphIndex | undefined;
  /** It goes on. */
  isLive: boolean;
}

const RunContext = createContext<RunOfPage | undefined>(undefined);

export const RunProvider = RunContext.Provider;

/** @throws Error outside of a run's page */
export function useRunOfPage(): RunOfPage {
  const run = useContext(RunContext);
  if (!run) {
    throw new Error('This belongs into the page of a run');
  }
  return run;
}
