import { Button } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';

/** The first of many, `step` more each time. */
export function useShowMore<T>(all: readonly T[], step: number) {
  const [count, setCount] = useState(step);
  const more = useCallback(() => setCount(current => current + step), [step]);
  return {
    shown: all.slice(0, count),
    rest: Math.max(0, all.length - count),
    more,
  };
}

/** The button under the first of many; nothing when all are shown. */
export function ShowMore(props: {
  rest: number;
  step: number;
  onPress: () => void;
}) {
  const { rest, step, onPress } = props;
  const { t } = useKubeflowTranslation();
  if (rest === 0) {
    return null;
  }
  return (
    <div>
      <Button variant="secondary" size="small" onPress={onPress}>
        {t('workload.showMore', { count: Math.min(rest, step) })}
      </Button>
    </div>
  );
}
