import { BgProvider, Text } from '@backstage/ui';
import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A titled part of the page. */
export function Section(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, actions, children } = props;
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      {/* Fields and buttons stand out against what they lie on. */}
      <BgProvider bg="neutral-1">
        <div className={styles.top}>
          <Text as="h3" variant="body-medium" weight="bold" id={id}>
            {title}
          </Text>
          {actions}
        </div>
        {children}
      </BgProvider>
    </section>
  );
}
