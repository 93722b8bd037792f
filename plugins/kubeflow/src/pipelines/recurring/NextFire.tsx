import type { RecurringRun } from '@kubeflow-portal/plugin-kubeflow-common';
import { useNow } from '@kubeflow-portal/plugin-kubeflow-react';
import { FireTime } from './FireTime';
import { nextFireTimes } from './schedule';

/** When a recurring run fires next; a dash when it does not. */
export function NextFire(props: { run: RecurringRun }) {
  const { run } = props;
  const now = useNow(1_000);
  const [time] = run.enabled ? nextFireTimes(run, now, 1) : [];
  return time === undefined ? <>–</> : <FireTime time={time} />;
}
