import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Checkbox,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import { useExperiments } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import { NamespaceField } from '../shell/NamespaceField';
import styles from './NewRun.module.css';
import type { DraftField, RunDraft } from './runDraft';
import { invalid } from './invalid';

/** What Select has for "none of these": it takes no empty value. */
const DEFAULT_EXPERIMENT = '-';

/** The run itself: its name, its experiment, how it is run. */
export function RunSection(props: {
  cluster: string;
  namespace: string | undefined;
  /** Absent: the server has none to choose from. */
  onNamespace?: (namespace: string) => void;
  /** A namespace is missing. */
  isNowhere: boolean;
  draft: RunDraft;
  suggestedName: string;
  onChange: (change: Partial<RunDraft>) => void;
  problems: Readonly<Partial<Record<DraftField, true>>>;
}) {
  const { cluster, namespace, draft, suggestedName, onChange, problems } =
    props;
  const { t } = useKubeflowTranslation();
  const experiments = useExperiments(cluster, {
    namespace,
    pageSize: 200,
    sort: 'name',
    order: 'asc',
  });
  const options = [
    { value: DEFAULT_EXPERIMENT, label: t('newRun.experimentDefault') },
    ...(experiments.data ?? []).map(({ id, name }) => ({
      value: id,
      label: name,
    })),
  ];
  const isKnown = options.some(({ value }) => value === draft.experimentId);
  return (
    <Section title={t('newRun.runTitle')}>
      <div className={styles.fields}>
        {props.onNamespace && (
          <div>
            <NamespaceField
              label={t('newRun.namespace')}
              description={t('newRun.namespaceHelp')}
              cluster={cluster}
              value={namespace}
              onChange={props.onNamespace}
            />
            {props.isNowhere && (
              <p className={styles.problem}>{t('newRun.namespaceMissing')}</p>
            )}
          </div>
        )}
        <TextField
          label={t('newRun.name')}
          isRequired
          value={draft.name ?? suggestedName}
          onChange={name => onChange({ name })}
          autoComplete="off"
          {...invalid(problems.name && t('newRun.nameMissing'))}
        />
        <TextField
          label={t('newRun.description')}
          value={draft.description}
          onChange={description => onChange({ description })}
          autoComplete="off"
        />
        <Select
          label={t('newRun.experiment')}
          searchable={options.length > 8}
          value={draft.experimentId ?? DEFAULT_EXPERIMENT}
          onChange={key =>
            onChange({
              experimentId:
                key === null || key === DEFAULT_EXPERIMENT
                  ? undefined
                  : String(key),
            })
          }
          options={
            isKnown || draft.experimentId === undefined
              ? options
              : [
                  ...options,
                  { value: draft.experimentId, label: draft.experimentId },
                ]
          }
        />
        <Checkbox
          isSelected={draft.cache}
          onChange={cache => onChange({ cache })}
        >
          {t('newRun.cache')}
        </Checkbox>
        {!draft.cache && (
          <Text as="p" variant="body-small" color="secondary" role="status">
            {t('newRun.cacheOff')}
          </Text>
        )}
      </div>
      <Accordion
        defaultExpanded={
          draft.serviceAccount !== '' || draft.pipelineRoot !== ''
        }
      >
        <AccordionTrigger title={t('newRun.advanced')} />
        <AccordionPanel>
          <div className={styles.fields}>
            <TextField
              label={t('newRun.serviceAccount')}
              description={t('newRun.serviceAccountHelp')}
              value={draft.serviceAccount}
              onChange={serviceAccount => onChange({ serviceAccount })}
              autoComplete="off"
            />
            <TextField
              label={t('newRun.pipelineRoot')}
              description={t('newRun.pipelineRootHelp')}
              value={draft.pipelineRoot}
              onChange={pipelineRoot => onChange({ pipelineRoot })}
              autoComplete="off"
            />
          </div>
        </AccordionPanel>
      </Accordion>
    </Section>
  );
}
