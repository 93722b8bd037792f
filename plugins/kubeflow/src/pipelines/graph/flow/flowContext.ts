import { createContext, useContext } from 'react';

/** What the boxes of a graph need beside their data; none of it changes with a run. */
export interface FlowContextValue {
  /** Too far away for text to be read. */
  isFar: boolean;
  toggle: (id: string) => void;
  /** Shows an iteration of a loop. @param number - Absent: all */
  iterate: (loopId: string, number: number | undefined) => void;
}

export const FlowContext = createContext<FlowContextValue>({
  isFar: false,
  toggle: () => undefined,
  iterate: () => undefined,
});

export function useFlowContext(): FlowContextValue {
  return useContext(FlowContext);
}
