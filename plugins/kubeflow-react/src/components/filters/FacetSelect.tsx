import { Select, SelectItem } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useLocale } from '../../hooks/useLocale';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './WorkloadFilters.module.css';

/** Above this many values a search field helps more than it takes room. */
const SEARCH_FROM = 8;

/** @public */
export interface FacetSelectProps {
  label: string;
  icon: ReactNode;
  /** Values to choose from, each with how many there are where that is known. */
  facet: readonly { value: string; count?: number }[] | undefined;
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** What a value is called. Default: the value itself. */
  titleOf?: (value: string) => string;
}

/** Chooses any number of values of one property. @public */
export function FacetSelect(props: FacetSelectProps) {
  const {
    label,
    icon,
    facet = [],
    selected,
    onChange,
    titleOf = value => value,
  } = props;
  const { t } = useKubeflowTranslation();
  const number = new Intl.NumberFormat(useLocale());
  const known = new Set(facet.map(({ value }) => value));
  // What is selected stays in the list though nothing has it any more: otherwise it could not be taken back.
  const items = [
    ...facet,
    ...selected
      .filter(value => !known.has(value))
      .map(value => ({ value, count: 0 })),
  ].map(({ value, count }: { value: string; count?: number }) => ({
    id: value,
    title: titleOf(value),
    count: count === undefined ? '' : number.format(count),
  }));
  return (
    <Select
      aria-label={label}
      className={styles.select}
      size="small"
      icon={icon}
      placeholder={label}
      selectionMode="multiple"
      value={[...selected]}
      onChange={keys => onChange(keys.map(String))}
      items={items}
      search={
        items.length >= SEARCH_FROM
          ? { placeholder: t('filter.find') }
          : undefined
      }
    >
      {item => (
        <SelectItem id={item.id} textValue={item.title} showSelectionIndicator>
          <span className={styles.option}>
            <span className={styles.optionTitle}>{item.title}</span>
            <span className={styles.optionCount}>{item.count}</span>
          </span>
        </SelectItem>
      )}
    </Select>
  );
}
