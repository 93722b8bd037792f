import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiGitBranchLine } from '@remixicon/react';
import type {
  PipelineVersion,
  PipelineVersionDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  SkeletonText,
  usePipelinesHref,
  useVersion,
  type PipelinesListResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { RecordError } from '../../shell/RecordError';
import type { RecordPlace } from '../../shell/RecordPage';
import { usePipelineAddress } from '../page/usePipelineAddress';
import { VersionBar } from '../page/VersionBar';
import styles from './Compare.module.css';
import { GraphCompare } from './GraphCompare';
import { YamlCompare } from './YamlCompare';

/** How a version differs from another one, the one before it until a person chooses. */
export function CompareTab(props: {
  place: RecordPlace;
  detail: PipelineVersionDetail;
  versions: PipelinesListResult<PipelineVersion>;
}) {
  const { place, detail, versions } = props;
  const { cluster, namespace } = place.ref;
  const { version, pipeline } = detail;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { compareTo, diff, change } = usePipelineAddress();
  const all = versions.data ?? [];
  const others = all.filter(({ id }) => id !== version.id);
  const otherId = compareTo ?? versionBefore(all, version)?.id;
  const other = useVersion(
    otherId
      ? { cluster, pipelineId: pipeline.id, versionId: otherId, namespace }
      : undefined,
  );
  if (!otherId) {
    return (
      <EmptyState
        icon={<RiGitBranchLine size={32} />}
        title={t('pipelines.compare.one.title')}
        description={t('pipelines.compare.one.description')}
      />
    );
  }
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <span>{t('pipelines.compare.with')}</span>
        <VersionBar
          label={t('pipelines.compare.other')}
          versions={others}
          chosen={other.data?.version}
          value={otherId}
          onChange={next => change({ compareTo: next })}
        />
        <ToggleButtonGroup
          className={styles.views}
          aria-label={t('pipelines.compare.view')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[diff]}
          onSelectionChange={keys =>
            change({ diff: keys.has('yaml') ? 'yaml' : 'graph' })
          }
        >
          <ToggleButton id="graph">
            {t('pipelines.pipeline.tabs.graph')}
          </ToggleButton>
          <ToggleButton id="yaml">
            {t('pipelines.pipeline.tabs.yaml')}
          </ToggleButton>
        </ToggleButtonGroup>
      </div>
      {other.error && !other.data && (
        <RecordError
          error={other.error}
          onRetry={other.retry}
          notFound={t('pipelines.pipeline.noSuchVersion')}
          list={href.pipeline(place.ref)}
        />
      )}
      {other.isPending && <SkeletonText lines={8} />}
      {other.data &&
        (diff === 'yaml' ? (
          <YamlCompare before={other.data} after={detail} />
        ) : (
          <GraphCompare
            key={`${other.data.version.id} ${version.id}`}
            before={other.data}
            after={detail}
          />
        ))}
    </div>
  );
}

/** The version before this one; of the oldest, the one after it. */
function versionBefore(
  versions: readonly PipelineVersion[],
  version: PipelineVersion,
): PipelineVersion | undefined {
  const index = versions.findIndex(({ id }) => id === version.id);
  return index === -1
    ? versions.find(({ id }) => id !== version.id)
    : (versions[index + 1] ?? versions[index - 1]);
}
