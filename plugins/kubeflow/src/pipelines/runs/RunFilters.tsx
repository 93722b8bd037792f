import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Select,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  RiCloseLine,
  RiFlaskLine,
  RiFlowChart,
  RiPriceTag3Line,
  RiPulseLine,
  RiTimeLine,
} from '@remixicon/react';
import type { WorkloadState } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  FacetSelect,
  kubeflowReactTranslationRef,
  SearchText,
  useExperiments,
  useVersions,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { useRunnablePipelines } from '../shell/useRunnablePipelines';
import styles from './Runs.module.css';
import { typedTime, type RunsSearch, type TimeWindow } from './runsSearch';

/** States that a run of Kubeflow Pipelines can be in. */
const runStates: readonly WorkloadState[] = [
  'failed',
  'running',
  'pending',
  'suspended',
  'cancelled',
  'succeeded',
];

/** What a Select has for "all of them": it takes no empty value. */
const ANY = '*';

/** The filters of a list of runs. */
export function RunFilters(props: {
  cluster: string;
  namespace: string | undefined;
  state: RunsSearch;
  onChange: (
    change: Partial<RunsSearch>,
    options?: { replace?: boolean },
  ) => void;
  /** That the page is about; without it, the one that is chosen. */
  pipeline?: string;
  /** Filters that the page has set already. */
  hidden?: readonly ('experiment' | 'pipeline')[];
}) {
  const { cluster, namespace, state, onChange, hidden = [] } = props;
  const pipeline = props.pipeline ?? state.pipeline;
  const { t } = useKubeflowTranslation();
  const { t: shared } = useTranslationRef(kubeflowReactTranslationRef);
  return (
    <div className={styles.filters}>
      <SearchText
        value={state.text}
        placeholder={t('runs.searchName')}
        onChange={text =>
          onChange({ text }, { replace: state.text !== '' && text !== '' })
        }
      />
      <FacetSelect
        label={t('runs.state')}
        icon={<RiPulseLine aria-hidden="true" />}
        facet={runStates.map(value => ({ value }))}
        selected={state.state}
        onChange={selected => onChange({ state: selected as WorkloadState[] })}
        titleOf={value => shared(`state.${value as WorkloadState}`)}
      />
      {!hidden.includes('experiment') && (
        <ExperimentFilter {...{ cluster, namespace, state, onChange }} />
      )}
      {!hidden.includes('pipeline') && (
        <PipelineFilter {...{ cluster, namespace, state, onChange }} />
      )}
      {pipeline !== '' && (
        <VersionFilter {...{ cluster, namespace, state, onChange, pipeline }} />
      )}
      <TimeFilter state={state} onChange={onChange} />
      <ToggleButtonGroup
        aria-label={t('runs.storage')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.storage]}
        onSelectionChange={keys =>
          onChange({ storage: keys.has('archived') ? 'archived' : 'available' })
        }
      >
        <ToggleButton id="available" size="small">
          {t('runs.active')}
        </ToggleButton>
        <ToggleButton id="archived" size="small">
          {t('runs.archived')}
        </ToggleButton>
      </ToggleButtonGroup>
      {state.version !== '' && pipeline === '' && (
        <FilterTag
          name={t('runs.onlyVersion', { name: state.version.slice(0, 8) })}
          onRemove={() => onChange({ version: '' })}
        />
      )}
      {state.recurringRun !== '' && (
        <FilterTag
          name={t('runs.onlyRecurring', {
            name: state.recurringRun.slice(0, 8),
          })}
          onRemove={() => onChange({ recurringRun: '' })}
        />
      )}
    </div>
  );
}

type FilterProps = Pick<
  Parameters<typeof RunFilters>[0],
  'cluster' | 'namespace' | 'state' | 'onChange'
>;

function ExperimentFilter(props: FilterProps) {
  const { cluster, namespace, state, onChange } = props;
  const { t } = useKubeflowTranslation();
  const { data } = useExperiments(cluster, {
    namespace,
    sort: 'name',
    order: 'asc',
    pageSize: 200,
  });
  return (
    <RecordSelect
      label={t('runs.experiment')}
      icon={<RiFlaskLine aria-hidden="true" />}
      records={data}
      value={state.experiment}
      onChange={experiment => onChange({ experiment })}
    />
  );
}

function PipelineFilter(props: FilterProps) {
  const { cluster, namespace, state, onChange } = props;
  const { t } = useKubeflowTranslation();
  const { data } = useRunnablePipelines(cluster, namespace);
  return (
    <RecordSelect
      label={t('runs.pipeline')}
      icon={<RiFlowChart aria-hidden="true" />}
      records={data}
      value={state.pipeline}
      onChange={pipeline => onChange({ pipeline, version: '' })}
    />
  );
}

function VersionFilter(props: FilterProps & { pipeline: string }) {
  const { cluster, namespace, state, onChange, pipeline } = props;
  const { t } = useKubeflowTranslation();
  const { data } = useVersions(
    { cluster, namespace, id: pipeline },
    { pageSize: 200, sort: 'created', order: 'desc' },
  );
  return (
    <RecordSelect
      label={t('runs.version')}
      icon={<RiPriceTag3Line aria-hidden="true" />}
      records={data}
      value={state.version}
      onChange={version => onChange({ version })}
    />
  );
}

function RecordSelect(props: {
  label: string;
  icon: JSX.Element;
  records: readonly { id: string; name: string }[] | undefined;
  value: string;
  onChange: (id: string) => void;
}) {
  const { label, icon, records = [], value, onChange } = props;
  const { t } = useKubeflowTranslation();
  const isKnown = records.some(({ id }) => id === value);
  const options = [
    { value: ANY, label: `${label}: ${t('runs.any')}` },
    ...records.map(({ id, name }) => ({ value: id, label: name })),
    // A record that is not among the first ones, or is gone: still a filter.
    ...(value !== '' && !isKnown ? [{ value, label: value }] : []),
  ];
  return (
    <Select
      className={styles.filter}
      data-record
      aria-label={label}
      size="small"
      icon={icon}
      searchable={options.length > 8}
      value={value === '' ? ANY : value}
      onChange={key => onChange(key === null || key === ANY ? '' : String(key))}
      options={options}
    />
  );
}

function TimeFilter(props: Pick<FilterProps, 'state' | 'onChange'>) {
  const { state, onChange } = props;
  const { t } = useKubeflowTranslation();
  const windows: TimeWindow[] = ['any', '1d', '7d', '30d', 'custom'];
  return (
    <>
      <Select
        className={styles.filter}
        aria-label={t('runs.time')}
        size="small"
        icon={<RiTimeLine aria-hidden="true" />}
        value={state.time}
        onChange={key => onChange({ time: (key ?? 'any') as TimeWindow })}
        options={windows.map(value => ({
          value,
          label: t(`runs.times.${value}`),
        }))}
      />
      {state.time === 'custom' &&
        (['after', 'before'] as const).map(edge => (
          <TextField
            key={edge}
            className={styles.filter}
            size="small"
            aria-label={t(`runs.${edge}`)}
            placeholder={t(`runs.${edge}`)}
            description={t('runs.timeHelp')}
            value={state[edge]}
            onChange={text => onChange({ [edge]: text }, { replace: true })}
            validationBehavior="aria"
            validate={text =>
              text !== '' && typedTime(text) === undefined
                ? t('runs.timeWrong')
                : null
            }
          />
        ))}
    </>
  );
}

function FilterTag(props: { name: string; onRemove: () => void }) {
  const { name, onRemove } = props;
  const { t } = useKubeflowTranslation();
  return (
    <Button
      size="small"
      variant="secondary"
      iconEnd={<RiCloseLine aria-hidden="true" />}
      aria-label={t('runs.takeAway', { name })}
      onPress={onRemove}
    >
      {name}
    </Button>
  );
}
