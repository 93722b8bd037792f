export { AcceleratorList, type AcceleratorListProps } from './AcceleratorList';
export {
  ClusterHealthBanner,
  type ClusterHealthBannerProps,
} from './ClusterHealthBanner';
export { Duration, type DurationProps } from './Duration';
export { EmptyState, type EmptyStateProps } from './EmptyState';
export { ErrorPanel, type ErrorPanelProps } from './ErrorPanel';
export { LiveIndicator } from './LiveIndicator';
export { OwnerLink, type OwnerLinkProps } from './OwnerLink';
export { ProgressCell, type ProgressCellProps } from './ProgressCell';
export { RelativeTime, type RelativeTimeProps } from './RelativeTime';
export { ReplicaSummary, type ReplicaSummaryProps } from './ReplicaSummary';
export { SkeletonRows, SkeletonText } from './Skeletons';
export { StateBadge, StateIcon, type StateBadgeProps } from './StateBadge';
export { WarningList, type WarningListProps } from './WarningList';
export { WorkloadLink, type WorkloadLinkProps } from './WorkloadLink';
export { FacetSelect, type FacetSelectProps } from './filters/FacetSelect';
export { SearchText, type SearchTextProps } from './filters/SearchText';
export { StateChips, type StateChipsProps } from './filters/StateChips';
export {
  WorkloadFilters,
  type WorkloadFiltersProps,
} from './filters/WorkloadFilters';
export type { WorkloadColumnId } from './table/columns';
export {
  RecordCardLine,
  RecordName,
  type RecordNameProps,
} from './table/RecordName';
export { RecordTable, type RecordTableProps } from './table/RecordTable';
export type { RecordColumn, RecordSort } from './table/RecordColumn';
export {
  WorkloadTable,
  type WorkloadSort,
  type WorkloadTableProps,
} from './table/WorkloadTable';
export { ClusterHealth } from './ClusterHealth';
export { OwnerName } from './OwnerName';
