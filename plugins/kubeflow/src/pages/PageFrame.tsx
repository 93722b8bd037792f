import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/** The room around the content of a Kubeflow page. */
export function PageFrame(props: {
  /** The page is about one thing, not a list. Default: `false`. */
  isRecord?: boolean;
  children: ReactNode;
}) {
  return (
    <Container
      pb={props.isRecord ? '8' : '6'}
      pt={props.isRecord ? '4' : undefined}
      className={styles.frame}
    >
      {props.children}
    </Container>
  );
}
