import { Select, SelectItem } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { listIn, recordIn } from '../../charts/wrapped';
import styles from '../Artifacts.module.css';
import { ClassificationPreview } from './ClassificationPreview';

/** Classification metrics per slice of the data: one slice at a time. */
export function SlicedPreview(props: {
  label: string;
  metadata: Readonly<Record<string, unknown>>;
}) {
  const { label, metadata } = props;
  const { t } = useKubeflowTranslation();
  const slices = useMemo(() => readSlices(metadata), [metadata]);
  const [chosen, setChosen] = useState('0');
  const slice = slices[Number(chosen)] ?? slices[0];
  if (!slice) {
    return <p className={styles.note}>{t('run.artifact.noMetrics')}</p>;
  }
  return (
    <div className={styles.parts}>
      <Select
        label={t('run.artifact.slice')}
        size="small"
        value={chosen}
        onChange={key => setChosen(String(key))}
        items={slices.map(({ name }, index) => ({ id: String(index), name }))}
      >
        {item => (
          <SelectItem id={item.id} textValue={item.name}>
            {item.name}
          </SelectItem>
        )}
      </Select>
      <ClassificationPreview
        label={`${label} ${slice.name}`}
        metadata={slice.metrics}
      />
    </div>
  );
}

/** As the kfp SDK keeps them: `evaluationSlices: [{slice, sliceClassificationMetrics}]`. */
function readSlices(
  metadata: Readonly<Record<string, unknown>>,
): { name: string; metrics: Readonly<Record<string, unknown>> }[] {
  return (listIn(metadata.evaluationSlices) ?? []).map((each, index) => {
    const record = recordIn(each);
    const name = record?.slice;
    return {
      name: typeof name === 'string' && name !== '' ? name : String(index + 1),
      metrics: recordIn(record?.sliceClassificationMetrics) ?? {},
    };
  });
}
