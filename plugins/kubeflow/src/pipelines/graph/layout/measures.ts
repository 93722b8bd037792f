/** Sizes in pixels at zoom 1. Nothing is measured in the browser, so a graph can be laid out before it is drawn. */
export const measures = {
  node: { width: 248, height: 60 },
  /** Of an open container. */
  frame: { header: 56, padding: 20, minWidth: 300, minLoopWidth: 400 },
  bundle: { header: 28, padding: 12, gap: 12 },
  gap: { beside: 28, below: 44 },
} as const;
