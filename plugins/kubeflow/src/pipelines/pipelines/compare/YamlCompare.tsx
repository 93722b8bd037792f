import { RiEqualLine } from '@remixicon/react';
import type { PipelineVersionDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo, useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import { yamlOfSpec } from '../yamlOfSpec';
import styles from './LineDiff.module.css';
import { foldUnchanged, lineDiff, type DiffRow } from './lineDiff';

/** Lines that are shown around each change. */
const CONTEXT = 3;

/** Rows that are shown at first, and that many more each time. */
const STEP = 1_000;

/** How the texts of two versions differ, line by line; what is the same is folded away. */
export function YamlCompare(props: {
  before: PipelineVersionDetail;
  after: PipelineVersionDetail;
}) {
  const { before, after } = props;
  const { t } = useKubeflowTranslation();
  const lines = useMemo(
    () => lineDiff(yamlOfSpec(before.spec), yamlOfSpec(after.spec)),
    [before.spec, after.spec],
  );
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(
    () => foldUnchanged(lines, CONTEXT, open),
    [lines, open],
  );
  const { shown, rest, more } = useShowMore(rows, STEP);
  const count = (kind: 'added' | 'removed') =>
    lines.filter(line => line.kind === kind).length;
  if (lines.every(({ kind }) => kind === 'same')) {
    return (
      <EmptyState
        icon={<RiEqualLine size={32} />}
        title={t('pipelines.compare.same.title')}
        description={t('pipelines.compare.same.yaml')}
      />
    );
  }
  return (
    <div className={styles.root}>
      <p className={styles.summary} role="status">
        {[
          t('pipelines.compare.linesAdded', { count: count('added') }),
          t('pipelines.compare.linesRemoved', { count: count('removed') }),
        ].join(' · ')}
      </p>
      <div
        className={styles.scroll}
        tabIndex={0}
        role="group"
        aria-label={t('pipelines.compare.yaml', {
          before: before.version.name,
          after: after.version.name,
        })}
      >
        <table className={styles.diff}>
          <tbody>
            {shown.map(row => (
              <Row
                key={row.kind === 'gap' ? `gap ${row.from}` : keyOf(row)}
                row={row}
                onOpen={from => setOpen(current => new Set([...current, from]))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ShowMore rest={rest} step={STEP} onPress={more} />
    </div>
  );
}

const keyOf = ({ before, after }: { before?: number; after?: number }) =>
  `${before} ${after}`;

const signs = { same: ' ', removed: '−', added: '+' };

function Row(props: { row: DiffRow; onOpen: (from: number) => void }) {
  const { row, onOpen } = props;
  const { t } = useKubeflowTranslation();
  if (row.kind === 'gap') {
    return (
      <tr>
        <td colSpan={4}>
          <button
            type="button"
            className={styles.gap}
            onClick={() => onOpen(row.from)}
          >
            {t('pipelines.compare.gap', { count: row.count })}
          </button>
        </td>
      </tr>
    );
  }
  return (
    <tr data-kind={row.kind}>
      <td className={styles.number}>{row.before}</td>
      <td className={styles.number}>{row.after}</td>
      <td className={styles.sign}>{signs[row.kind]}</td>
      <td>
        <code className={styles.text}>{row.text}</code>
      </td>
    </tr>
  );
}
