import {
  DiagnosisList,
  usePipelinesHref,
  useRunDiagnosis,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useRunOfPage } from '../RunContext';
import { evidenceQuery } from './evidenceQuery';

/** Why the run failed or does not go on, with the ways to what shows it; nothing while it is well. */
export function RunDiagnosis(props: {
  /** Only what concerns this task. */
  taskId?: string;
}) {
  const { taskId } = props;
  const { ref, detail, isLive } = useRunOfPage();
  const href = usePipelinesHref();
  const { data } = useRunDiagnosis(ref, {
    enabled: detail.run.state !== 'succeeded',
    isLive,
  });
  const items = useMemo(
    () =>
      (data?.items ?? []).filter(
        item => taskId === undefined || item.taskId === taskId,
      ),
    [data, taskId],
  );
  const taskOf = useMemo(
    () =>
      new Map(
        items.flatMap(item =>
          item.evidence.map(each => [each, item.taskId] as const),
        ),
      ),
    [items],
  );
  return (
    <>
      {taskId === undefined && <WarningList warnings={data?.warnings ?? []} />}
      <DiagnosisList
        items={items}
        prefix={item =>
          taskId === undefined
            ? items.find(each => each === item)?.taskName
            : undefined
        }
        linkTo={evidence =>
          href.run(ref, evidenceQuery(evidence, taskOf.get(evidence)))
        }
      />
    </>
  );
}
