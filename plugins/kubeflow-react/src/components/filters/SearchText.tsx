import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './WorkloadFilters.module.css';

/** Typing rests this long before the list is asked for. */
const PAUSE_MILLISECONDS = 250;

/** @public */
export interface SearchTextProps {
  value: string;
  /** Called when typing rests. */
  onChange: (value: string) => void;
  /** Default: what workloads are looked for by. */
  placeholder?: string;
}

/**
 * Words to look for. Follows `value` when that is changed elsewhere, by the back button for instance.
 *
 * @public
 */
export function SearchText(props: SearchTextProps) {
  const { value, placeholder } = props;
  const { t } = useKubeflowTranslation();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  // Other filters can be chosen before typing rests, and the one of then does not know them.
  const onChange = useRef(props.onChange);
  useEffect(() => {
    onChange.current = props.onChange;
  });

  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      clearTimeout(timer.current);
      setText(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string) => {
    clearTimeout(timer.current);
    if (next !== sent.current) {
      sent.current = next;
      onChange.current(next);
    }
  };
  return (
    <SearchField
      className={styles.search}
      aria-label={t('filter.search')}
      placeholder={placeholder ?? t('filter.searchPlaceholder')}
      size="small"
      maxLength={200}
      value={text}
      onChange={next => {
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => send(next), PAUSE_MILLISECONDS);
      }}
      onSubmit={send}
      onClear={() => send('')}
    />
  );
}
