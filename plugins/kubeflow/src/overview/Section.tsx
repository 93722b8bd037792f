import { Link, Text } from '@backstage/ui';
import { RiArrowRightSLine, RiCheckLine } from '@remixicon/react';
import type { WorkloadState } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  useKinds,
  useLocale,
  WorkloadTable,
  type WorkloadColumnId,
  type WorkloadsResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useId } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { familyCounts } from './familyCounts';
import { useListHref } from './useListHref';
import styles from './OverviewPage.module.css';

/** One question of the overview, with the first answers and the way to all of them. */
export function Section(props: {
  id: 'attention' | 'running' | 'waiting';
  list: WorkloadsResult;
  states: readonly WorkloadState[];
  /** Only what these own; absent means everybody's. */
  owners: readonly string[] | undefined;
  columns: readonly WorkloadColumnId[];
  limit: number;
}) {
  const { id, list, states, owners, columns, limit } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const headingId = useId();
  const { byId: kinds } = useKinds();
  const listHref = useListHref();
  const rows = list.data?.slice(0, limit);
  const families = familyCounts(list.summary?.facets.kind ?? [], kinds);

  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <div className={styles.sectionHead}>
        <Text as="h2" variant="body-large" weight="bold" id={headingId}>
          {t(`page.overviewSections.${id}.title`)}
        </Text>
        {list.summary && (
          <span className={styles.count}>
            {list.summary.total.toLocaleString(locale)}
          </span>
        )}
        <span className={styles.sectionLinks}>
          {families.map(({ family, count }) => (
            <Link
              key={family}
              standalone
              variant="body-small"
              className={styles.sectionLink}
              href={listHref(family, {
                state: [...states],
                owner: [...(owners ?? [])],
              })}
            >
              {t(`page.${family}`)} {count.toLocaleString(locale)}
              <RiArrowRightSLine size={16} aria-hidden="true" />
            </Link>
          ))}
        </span>
      </div>
      {list.error && (
        <ErrorPanel
          error={list.error}
          onRetry={list.retry}
          isStale={rows !== undefined}
        />
      )}
      {rows?.length === 0 ? (
        <p className={styles.quiet}>
          <RiCheckLine size={16} aria-hidden="true" />
          {t(`page.overviewSections.${id}.none`)}
        </p>
      ) : (
        !(list.error && !rows) && (
          <WorkloadTable
            label={t(`page.overviewSections.${id}.title`)}
            rows={rows}
            columns={columns}
            total={rows?.length}
            isStale={list.isStale}
          />
        )
      )}
    </section>
  );
}
