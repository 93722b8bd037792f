export { DiagnosisList, type DiagnosisListProps } from './DiagnosisList';
export { useDiagnosis } from './useDiagnosis';
