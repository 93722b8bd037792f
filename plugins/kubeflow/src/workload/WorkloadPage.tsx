import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { useWorkload } from '@kubeflow-portal/plugin-kubeflow-react';
import { useLocation } from 'react-router-dom';
import { PageFrame } from '../pages/PageFrame';
import { useWorkloadParams } from './useWorkloadParams';
import { WorkloadContent } from './WorkloadContent';
import { WorkloadError } from './WorkloadError';
import { WorkloadSkeleton } from './WorkloadSkeleton';

/** The page of one object, named by the address. */
export function WorkloadPage() {
  const ref = useWorkloadParams();
  const { pathname } = useLocation();
  const result = useWorkload(ref);
  const { data, error, retry } = result;
  return (
    <BreadcrumbEntry entry={{ label: ref.name, href: pathname }}>
      <PageFrame isRecord>
        {data && (
          <WorkloadContent
            key={pathname}
            workloadRef={ref}
            detail={data}
            result={result}
          />
        )}
        {!data && error && (
          <WorkloadError workloadRef={ref} error={error} onRetry={retry} />
        )}
        {!data && !error && <WorkloadSkeleton />}
      </PageFrame>
    </BreadcrumbEntry>
  );
}
