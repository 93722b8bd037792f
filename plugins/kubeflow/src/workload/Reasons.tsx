import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  DiagnosisList,
  useDiagnosis,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback } from 'react';
import { useLocation } from 'react-router-dom';
import { evidenceHref } from './evidenceHref';
import { PodReasons } from './PodReasons';
import { ReasonCallout } from './ReasonCallout';
import { wondering } from './wondering';

/**
 * Why the object is in its state: in its own words, and below them what pods, events and logs say together. While there
 * is no diagnosis, the pods speak for themselves.
 */
export function Reasons(props: {
  workloadRef: WorkloadRef;
  workload: Workload;
  isDeleted: boolean;
  /** Something else on the page is looked at. */
  isFolded: boolean;
  /** Shows the pods or the events. */
  onShow: (tab: 'pods' | 'events') => void;
}) {
  const { workloadRef, workload, isDeleted, isFolded, onShow } = props;
  const { pathname } = useLocation();
  const isWondering = wondering.has(workload.state);
  const { data } = useDiagnosis(workloadRef, {
    enabled: isWondering && !isDeleted,
  });
  const items = isWondering ? (data ?? []) : [];
  const linkTo = useCallback(
    (evidence: Parameters<typeof evidenceHref>[1]) =>
      evidenceHref(pathname, evidence),
    [pathname],
  );
  return (
    <>
      <ReasonCallout workload={workload}>
        {items.length === 0 && (
          <PodReasons
            workloadRef={workloadRef}
            state={workload.state}
            reason={workload.reason}
            isDeleted={isDeleted}
            onShow={onShow}
          />
        )}
      </ReasonCallout>
      <DiagnosisList items={items} linkTo={linkTo} isFolded={isFolded} />
    </>
  );
}
