import type { ReactNode } from 'react';

/** One line of a list of facts. */
export function Fact(props: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
