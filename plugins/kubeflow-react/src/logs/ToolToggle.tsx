import { ToggleButton, Tooltip, TooltipTrigger } from '@backstage/ui';
import type { ReactElement } from 'react';

/** A small switch of the log view that is a picture or two letters, and says what it does. */
export function ToolToggle(props: {
  label: string;
  icon?: ReactElement;
  /** Instead of a picture. */
  text?: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  const { label, icon, text, isSelected, onChange } = props;
  return (
    <TooltipTrigger>
      <ToggleButton
        size="small"
        aria-label={label}
        iconStart={icon}
        isSelected={isSelected}
        onChange={onChange}
      >
        {text}
      </ToggleButton>
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
