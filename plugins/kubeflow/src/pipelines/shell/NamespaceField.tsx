import { Combobox } from '@backstage/ui';
import { RiFolder3Line } from '@remixicon/react';
import { useEffect, useMemo, useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './Place.module.css';
import { useNamespaces } from './useNamespaces';

/** Chooses a namespace of a cluster; one that the portal sees nothing in can be typed. */
export function NamespaceField(props: {
  cluster: string;
  value: string | undefined;
  onChange: (namespace: string) => void;
  /** Shown above; otherwise it is told to those who do not see it. */
  label?: string;
  description?: string;
}) {
  const { cluster, value = '', onChange, label, description } = props;
  const { t } = useKubeflowTranslation();
  const known = useNamespaces(cluster, { enabled: true });
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const options = useMemo(
    () => known.map(name => ({ value: name, label: name })),
    [known],
  );
  const commit = (next: string) => {
    const name = next.trim();
    if (name !== '' && name !== value) {
      onChange(name);
    } else {
      setText(value);
    }
  };
  return (
    <Combobox
      className={styles.namespace}
      size="small"
      icon={<RiFolder3Line aria-hidden="true" />}
      aria-label={label ? undefined : t('pipelines.place.namespace')}
      label={label}
      description={description}
      placeholder={t('pipelines.place.namespace')}
      options={options}
      allowsCustomValue
      value={known.includes(value) ? value : null}
      inputValue={text}
      onInputChange={setText}
      onChange={key => {
        if (key !== null) {
          setText(String(key));
          commit(String(key));
        }
      }}
      onBlur={() => commit(text)}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          commit(text);
        }
      }}
    />
  );
}
