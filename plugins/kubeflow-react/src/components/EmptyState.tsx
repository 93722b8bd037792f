import { Flex, Text } from '@backstage/ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** @public */
export interface EmptyStateProps {
  icon?: ReactElement;
  title: string;
  /** Why there is nothing, and what to do next. */
  description?: ReactNode;
  actions?: ReactNode;
}

/** Says why there is nothing to see and what to do next. @public */
export function EmptyState(props: EmptyStateProps) {
  const { icon, title, description, actions } = props;
  return (
    <div className={styles.root} role="status">
      {icon && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <Text as="h3" variant="body-large" weight="bold">
        {title}
      </Text>
      {description && <p className={styles.description}>{description}</p>}
      {actions && (
        <Flex gap="2" mt="2" justify="center">
          {actions}
        </Flex>
      )}
    </div>
  );
}
