import { Alert, Button, ButtonLink } from '@backstage/ui';
import {
  pipelineInputs,
  type PipelinesServer,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  useCreateRecurringRun,
  useCreateRun,
  usePipelinesHref,
  useVersion,
  useVersions,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { isValidCron } from './cronText';
import styles from './NewRun.module.css';
import { ParametersSection } from './ParametersSection';
import {
  draftProblems,
  toRecurringRunRequest,
  toRunRequest,
  type DraftProblems,
  type DraftSource,
  type RunDraft,
} from './runDraft';
import { RunSection } from './RunSection';
import { ScheduleSection } from './ScheduleSection';
import { SourceSection } from './SourceSection';
import { hasNamespaces } from '../shell/place';

/** Nothing is said to be wrong before somebody tries to send it. */
const noProblems: DraftProblems = { fields: {}, parameters: {} };

/** The form that starts a run, once or again and again. */
export function NewRunForm(props: {
  server: PipelinesServer;
  /** Where the run is to live; a server of several teams wants to know. */
  namespace: string | undefined;
  onNamespace: (namespace: string) => void;
  source: DraftSource;
  /** Called when another pipeline or version is chosen. */
  onSource: (pipelineId: string, versionId: string | undefined) => void;
  initial: RunDraft;
}) {
  const { server, namespace, onNamespace, source, onSource, initial } = props;
  const { cluster } = server;
  const { t } = useKubeflowTranslation();
  const [draft, setDraft] = useState(initial);
  const [wasSent, setWasSent] = useState(false);
  const change = (changed: Partial<RunDraft>) =>
    setDraft(current => ({ ...current, ...changed }));

  const chosen = useChosenVersion(cluster, namespace, source);
  const spec = source.spec ?? chosen.detail?.spec;
  const inputs = useMemo(
    () => (spec === undefined ? undefined : pipelineInputs(spec)),
    [spec],
  );
  const suggestedName = useSuggestedName(chosen.detail?.pipeline.name);
  const problems = draftProblems(draft, inputs ?? [], isValidCron);
  const isNowhere = hasNamespaces(server) && !namespace;
  const shown = wasSent ? problems : noProblems;
  const count =
    Object.keys(problems.fields).length +
    Object.keys(problems.parameters).length +
    (isNowhere ? 1 : 0);

  const send = useSend(cluster);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (inputs && count === 0) {
      send.run(
        draft,
        { ...source, namespace, versionId: chosen.versionId },
        inputs,
        suggestedName,
      );
    }
  };
  const isRecurring = draft.rhythm !== 'once';
  const back = usePipelinesHref().runs({
    cluster,
    ...(namespace && { namespace }),
  });
  return (
    <form className={styles.page} onSubmit={submit} noValidate>
      {!source.spec && (
        <SourceSection
          cluster={cluster}
          namespace={namespace}
          pipelineId={source.pipelineId}
          versionId={source.versionId}
          onChange={onSource}
        />
      )}
      {chosen.error && (
        <ErrorPanel
          error={chosen.error}
          title={t('newRun.sourceErrorTitle')}
          onRetry={chosen.retry}
        />
      )}
      <ParametersSection
        inputs={inputs}
        texts={draft.parameters}
        onChange={(name, text) =>
          change({ parameters: { ...draft.parameters, [name]: text } })
        }
        problems={shown.parameters}
      />
      <ScheduleSection
        draft={draft}
        onChange={change}
        problems={{ ...shown.fields, cron: problems.fields.cron }}
      />
      <RunSection
        cluster={cluster}
        namespace={namespace}
        onNamespace={
          hasNamespaces(server)
            ? next => {
                // An experiment is of one namespace, and would take the run along.
                change({ experimentId: undefined });
                onNamespace(next);
              }
            : undefined
        }
        isNowhere={wasSent && isNowhere}
        draft={draft}
        suggestedName={suggestedName}
        onChange={change}
        problems={shown.fields}
      />
      <div className={styles.bar}>
        {/* Where the button is, so that it is seen. */}
        {send.error && (
          <div className={styles.failure}>
            <ErrorPanel error={send.error} title={t('newRun.failedTitle')} />
          </div>
        )}
        <Button
          type="submit"
          isDisabled={inputs === undefined || !server.write.allowed}
          isPending={send.isPending}
        >
          {t(isRecurring ? 'newRun.submitRecurring' : 'newRun.submit')}
        </Button>
        {back && (
          <ButtonLink variant="secondary" href={back}>
            {t('newRun.cancel')}
          </ButtonLink>
        )}
        <span role="status" className={styles.problem}>
          {wasSent && count > 0 && t('newRun.problems', { count })}
        </span>
      </div>
      {!server.write.allowed && (
        <Alert
          status="warning"
          icon
          title={t('newRun.writeOffTitle')}
          description={server.write.message}
        />
      )}
    </form>
  );
}

/** The version that is chosen, or the newest one. */
function useChosenVersion(
  cluster: string,
  namespace: string | undefined,
  source: DraftSource,
) {
  const { pipelineId } = source;
  const newest = useVersions(
    { cluster, namespace, id: pipelineId ?? '' },
    { pageSize: 200, sort: 'created', order: 'desc' },
    {
      enabled: pipelineId !== undefined && source.versionId === undefined,
    },
  ).data?.[0]?.id;
  const versionId = source.versionId ?? newest;
  const version = useVersion(
    pipelineId === undefined || versionId === undefined
      ? undefined
      : { cluster, namespace, pipelineId, versionId },
  );
  return {
    versionId,
    detail: versionId === undefined ? undefined : version.data,
    error: version.data ? undefined : version.error,
    retry: version.retry,
  };
}

/** What a run is called when nobody says: the pipeline, and when. */
function useSuggestedName(pipeline: string | undefined): string {
  const [now] = useState(() => new Date());
  const time = now.toISOString().slice(0, 16).replace('T', ' ');
  return `${pipeline ?? 'run'} ${time}`.slice(-200);
}

/** Sends the draft, and goes to what came of it. */
function useSend(cluster: string) {
  const createRun = useCreateRun();
  const createRecurring = useCreateRecurringRun();
  const navigate = useNavigate();
  const href = usePipelinesHref();
  const run = async (
    draft: RunDraft,
    source: DraftSource,
    inputs: Parameters<typeof toRunRequest>[2],
    suggestedName: string,
  ) => {
    try {
      let target: string | undefined;
      if (draft.rhythm === 'once') {
        const request = toRunRequest(draft, source, inputs, suggestedName);
        const { id } = await createRun.run({ cluster, request });
        target = href.run({ cluster, id, namespace: source.namespace });
      } else {
        const request = toRecurringRunRequest(
          draft,
          source,
          inputs,
          suggestedName,
        );
        const { id } = await createRecurring.run({ cluster, request });
        target = href.recurringRun({
          cluster,
          id,
          namespace: source.namespace,
        });
      }
      if (target !== undefined) {
        navigate(target);
      }
    } catch {
      // Shown by `error`.
    }
  };
  return {
    run: (...args: Parameters<typeof run>) => void run(...args),
    isPending: createRun.isPending || createRecurring.isPending,
    error: createRun.error ?? createRecurring.error,
  };
}
