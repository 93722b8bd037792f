import {
  Duration,
  formatDuration,
  parseTime,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';

/** How long something took. Only what goes on follows the clock: a graph has many that have ended. */
export function TaskDuration(props: { from?: string; to?: string }) {
  const locale = useLocale();
  const from = parseTime(props.from);
  const to = parseTime(props.to);
  if (from === undefined) {
    return null;
  }
  return to === undefined ? (
    <Duration from={props.from} />
  ) : (
    <>{formatDuration(to - from, locale)}</>
  );
}
