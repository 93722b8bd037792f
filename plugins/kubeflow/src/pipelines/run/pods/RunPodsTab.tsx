import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  AcceleratorList,
  ErrorPanel,
  SkeletonRows,
  StateBadge,
  useRunPods,
  WarningList,
  WorkloadLink,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import tables from '../../../workload/table.module.css';
import page from '../RunPage.module.css';
import { useRunOfPage } from '../RunContext';
import { PodsAndEvents } from './PodsAndEvents';

/** The pods of the run that the cluster still has, what Kubernetes said about them, and what tasks started. */
export function RunPodsTab(props: { onTask: (task: RunTask) => void }) {
  const { ref, detail, isLive } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const { data, error, retry } = useRunPods(ref, { isLive });
  if (!data) {
    return error ? (
      <ErrorPanel error={error} onRetry={retry} />
    ) : (
      <SkeletonRows rows={5} />
    );
  }
  const there = new Set(data.items.map(({ name }) => name));
  const gone = detail.tasks
    .flatMap(({ podNames }) => podNames)
    .filter(name => !there.has(name));
  const taskOf = (id: string | undefined) =>
    detail.tasks.find(task => task.id === id);
  return (
    <div className={page.parts}>
      <WarningList warnings={data.warnings} />
      {error && <ErrorPanel error={error} onRetry={retry} isStale />}
      {data.launched.length > 0 && (
        <Section title={t('run.pods.launched')}>
          <div className={tables.scroll}>
            <table className={tables.table} aria-label={t('run.pods.launched')}>
              <thead>
                <tr>
                  <th scope="col">{t('run.values.name')}</th>
                  <th scope="col">{t('run.graph.column.state')}</th>
                  <th scope="col">{t('run.graph.column.accelerators')}</th>
                  <th scope="col">{t('run.graph.column.name')}</th>
                </tr>
              </thead>
              <tbody>
                {data.launched.map(workload => {
                  const task = taskOf(workload.taskId);
                  return (
                    <tr key={`${workload.kind} ${workload.name}`}>
                      <th scope="row">
                        <WorkloadLink workload={workload} />
                      </th>
                      <td>
                        <StateBadge
                          state={workload.state}
                          reason={workload.message}
                        />
                      </td>
                      <td>
                        <AcceleratorList accelerators={workload.accelerators} />
                      </td>
                      <td>
                        {task ? (
                          <button
                            type="button"
                            className={page.link}
                            onClick={() => props.onTask(task)}
                          >
                            {task.name}
                          </button>
                        ) : (
                          '–'
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </Section>
      )}
      <PodsAndEvents pods={data.items} events={data.events} gone={gone} />
    </div>
  );
}
