import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/** The room around the content of a Kubeflow page. */
export function PageFrame(props: { children: ReactNode }) {
  return (
    <Container pb="6" className={styles.frame}>
      {props.children}
    </Container>
  );
}
