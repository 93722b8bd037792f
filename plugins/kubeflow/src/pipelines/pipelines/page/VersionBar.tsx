import { Select } from '@backstage/ui';
import { RiPriceTag3Line } from '@remixicon/react';
import type { PipelineVersion } from '@kubeflow-portal/plugin-kubeflow-common';
import { RelativeTime } from '@kubeflow-portal/plugin-kubeflow-react';
import { TagList } from '../../shell/TagList';
import styles from './Page.module.css';

/** Above this many versions a search field helps more than it takes room. */
const SEARCH_FROM = 8;

/** Chooses a version, and says what is known of it. */
export function VersionBar(props: {
  label: string;
  versions: readonly PipelineVersion[];
  /** The one that is looked at, once it is known; it may lie further down than the list was loaded. */
  chosen: PipelineVersion | undefined;
  value: string | undefined;
  onChange: (id: string) => void;
}) {
  const { label, versions, chosen, value, onChange } = props;
  const isListed = versions.some(({ id }) => id === chosen?.id);
  const all = chosen && !isListed ? [...versions, chosen] : versions;
  const version = all.find(({ id }) => id === value);
  return (
    <div className={styles.version}>
      <Select
        className={styles.select}
        size="small"
        aria-label={label}
        icon={<RiPriceTag3Line aria-hidden="true" />}
        placeholder={label}
        value={version ? version.id : null}
        onChange={key => key !== null && onChange(String(key))}
        search={all.length >= SEARCH_FROM ? true : undefined}
        options={all.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {version && (
        <span className={styles.about}>
          <RelativeTime time={version.createdAt} />
          {version.description && <span>{version.description}</span>}
          <TagList tags={version.tags} limit={4} />
        </span>
      )}
    </div>
  );
}
