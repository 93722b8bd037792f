import { toneOf } from './boxTone';
import type { BoxData } from './flowTypes';

/** What every drawn task carries: for styles, and for those who do not see it. */
export function boxAttributes(data: BoxData) {
  return {
    id: data.domId,
    role: 'group',
    'aria-current': data.isSelected ? ('true' as const) : undefined,
    'data-tone': toneOf(data),
    'data-selected': data.isSelected || undefined,
    'data-active': data.isActive || undefined,
    'data-dimmed': data.isDimmed || undefined,
    'data-highlight': data.highlight,
  };
}
