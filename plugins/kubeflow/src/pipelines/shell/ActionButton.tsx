import { Button, ButtonLink, type ButtonProps } from '@backstage/ui';
import { VisuallyHidden } from '@backstage/ui';
import { useId, type ReactElement } from 'react';
import styles from './ActionButton.module.css';

/** Properties of {@link ActionButton}. */
export interface ActionButtonProps extends Pick<
  ButtonProps,
  'size' | 'variant' | 'destructive' | 'iconStart' | 'isPending' | 'onPress'
> {
  children: string;
  /** It leads to a page instead of doing something. */
  href?: string;
  /** Why it cannot be used now, as a sentence; absent: it can. */
  reason: string | undefined;
}

/** A button that says why it cannot be used: on hover, and to those who do not see it. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const { children, href, reason, isPending, destructive, ...rest } = props;
  const { size = 'small', variant = 'secondary', iconStart, onPress } = rest;
  const reasonId = useId();
  if (href !== undefined && reason === undefined) {
    return (
      <ButtonLink
        href={href}
        size={size}
        variant={variant}
        iconStart={iconStart}
      >
        {children}
      </ButtonLink>
    );
  }
  return (
    // A button that is off takes no part in hovering; what is around it does.
    <span className={styles.around} title={reason}>
      <Button
        size={size}
        variant={variant}
        destructive={destructive}
        iconStart={iconStart}
        isPending={isPending}
        isDisabled={reason !== undefined}
        aria-describedby={reason === undefined ? undefined : reasonId}
        onPress={onPress}
      >
        {children}
      </Button>
      {reason !== undefined && (
        <VisuallyHidden>
          <span id={reasonId}>{reason}</span>
        </VisuallyHidden>
      )}
    </span>
  );
}
