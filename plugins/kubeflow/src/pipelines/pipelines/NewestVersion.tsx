import { Link, Skeleton } from '@backstage/ui';
import {
  usePipelinesHref,
  useVersions,
  type PipelinesRecordRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useEffect, useState } from 'react';

/** Rows that are scrolled past ask for nothing. */
const PAUSE_MILLISECONDS = 200;

/** The version that a run of a pipeline takes when none is named. Asked for once its row has been in view a moment. */
export function NewestVersion(props: { pipeline: PipelinesRecordRef }) {
  const href = usePipelinesHref();
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  const { data, error } = useVersions(
    props.pipeline,
    { pageSize: 1, sort: 'created', order: 'desc' },
    { enabled: isSeen },
  );
  if (!data) {
    return error ? (
      <span title={error.message}>–</span>
    ) : (
      <Skeleton width={90} height={14} />
    );
  }
  const newest = data.at(0);
  const to = newest && href.pipeline(props.pipeline, { version: newest.id });
  if (!newest) {
    return <>–</>;
  }
  return to ? (
    <Link href={to} standalone title={newest.name}>
      {newest.name}
    </Link>
  ) : (
    <>{newest.name}</>
  );
}
