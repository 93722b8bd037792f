import {
  Button,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  RiContractUpDownLine,
  RiExpandUpDownLine,
  RiFlowChart,
  RiListCheck2,
} from '@remixicon/react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './PipelineGraphView.module.css';

/** Above a graph: finding a task, opening and closing all, graph or table. */
export function GraphToolbar(props: {
  text: string;
  onText: (text: string) => void;
  /** Goes to the next task that was found. */
  onNext: () => void;
  /** Absent while nothing is looked for. */
  foundCount?: number;
  view: 'graph' | 'tasks';
  onView: (view: 'graph' | 'tasks') => void;
  /** Absent when nothing can be opened. */
  onOpenAll?: (isOpen: boolean) => void;
}) {
  const { text, foundCount, view, onOpenAll } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.toolbar}>
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('run.graph.find')}
        placeholder={t('run.graph.find')}
        value={text}
        onChange={props.onText}
        onSubmit={props.onNext}
      />
      <span role="status" className={styles.found}>
        {foundCount !== undefined &&
          (foundCount > 0
            ? t('run.graph.found', { count: foundCount })
            : t('run.graph.foundNone'))}
      </span>
      {onOpenAll && view === 'graph' && (
        <>
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiExpandUpDownLine />}
            onPress={() => onOpenAll(true)}
          >
            {t('run.graph.expandAll')}
          </Button>
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiContractUpDownLine />}
            onPress={() => onOpenAll(false)}
          >
            {t('run.graph.collapseAll')}
          </Button>
        </>
      )}
      <ToggleButtonGroup
        aria-label={t('run.graph.views')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={keys =>
          props.onView(keys.has('tasks') ? 'tasks' : 'graph')
        }
      >
        <ToggleButton id="graph" iconStart={<RiFlowChart />}>
          {t('run.graph.graph')}
        </ToggleButton>
        <ToggleButton id="tasks" iconStart={<RiListCheck2 />}>
          {t('run.graph.tasks')}
        </ToggleButton>
      </ToggleButtonGroup>
    </div>
  );
}
