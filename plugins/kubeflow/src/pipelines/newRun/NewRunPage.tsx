import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton, Text } from '@backstage/ui';
import {
  asRecord,
  type PipelinesServer,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  usePipelinesServers,
  useRecurringRun,
  useRun,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useLocation, useParams, useSearchParams } from 'react-router-dom';
import { PageFrame } from '../../pages/PageFrame';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { hasNamespaces, readRememberedPlace } from '../shell/place';
import styles from './NewRun.module.css';
import { NewRunForm } from './NewRunForm';
import {
  draftOfRecurringRun,
  draftOfRun,
  emptyDraft,
  type DraftSource,
  type RunDraft,
} from './runDraft';

/**
 * The page that starts a run in a cluster. Its address says what of: `pipeline` and `version`, or what it is to be
 * like: `clone` (a run), `recurring` (a recurring run). Nothing that is typed is kept anywhere.
 */
export function NewRunPage() {
  const { cluster = '' } = useParams();
  const { pathname } = useLocation();
  const { t } = useKubeflowTranslation();
  const [search] = useSearchParams();
  const servers = usePipelinesServers();
  const server = servers.data?.find(each => each.cluster === cluster);
  const title = t(
    search.has('recurring') ? 'newRun.titleRecurring' : 'newRun.title',
  );
  return (
    <BreadcrumbEntry entry={{ label: title, href: pathname }}>
      <PageFrame isRecord>
        <Text
          as="h2"
          variant="title-small"
          weight="bold"
          className={styles.title}
        >
          {title}
        </Text>
        {servers.isPending && <FormSkeleton />}
        {servers.error && !servers.data && (
          <ErrorPanel error={servers.error} onRetry={servers.retry} />
        )}
        {servers.data && !server && (
          <Alert
            status="danger"
            icon
            title={t('newRun.unknownCluster', { cluster })}
          />
        )}
        {server && server.status !== 'available' && (
          <Alert
            status="danger"
            icon
            title={server.title}
            description={server.message}
          />
        )}
        {server?.status === 'available' && <Prefilled server={server} />}
      </PageFrame>
    </BreadcrumbEntry>
  );
}

function Prefilled(props: { server: PipelinesServer }) {
  const { server } = props;
  const [search] = useSearchParams();
  const clone = search.get('clone');
  const recurring = search.get('recurring');
  if (clone) {
    return <LikeRun server={server} id={clone} />;
  }
  return recurring ? (
    <LikeRecurringRun server={server} id={recurring} />
  ) : (
    <FormOf
      server={server}
      source={{}}
      initial={{
        ...emptyDraft(),
        experimentId: search.get('experiment') ?? undefined,
      }}
    />
  );
}

function LikeRun(props: { server: PipelinesServer; id: string }) {
  const { server, id } = props;
  const { t } = useKubeflowTranslation();
  const [search] = useSearchParams();
  const { data, error, retry } = useRun({
    cluster: server.cluster,
    id,
    namespace: search.get('namespace') ?? undefined,
  });
  if (!data) {
    return error ? (
      <ErrorPanel
        error={error}
        title={t('newRun.prefillErrorTitle')}
        onRetry={retry}
      />
    ) : (
      <FormSkeleton />
    );
  }
  const { run } = data;
  const isOfVersion = run.pipelineId !== undefined;
  return (
    <>
      <Alert
        status="info"
        icon
        title={t(isOfVersion ? 'newRun.cloneOf' : 'newRun.ofSpec', {
          name: run.name,
        })}
      />
      <FormOf
        server={server}
        source={
          isOfVersion
            ? { pipelineId: run.pipelineId, versionId: run.versionId }
            : { spec: asRecord(data.spec) }
        }
        namespace={run.namespace}
        initial={draftOfRun(data, nextName(run.name))}
      />
    </>
  );
}

function LikeRecurringRun(props: { server: PipelinesServer; id: string }) {
  const { server, id } = props;
  const { t } = useKubeflowTranslation();
  const [search] = useSearchParams();
  const { data, error, retry } = useRecurringRun({
    cluster: server.cluster,
    id,
    namespace: search.get('namespace') ?? undefined,
  });
  if (!data) {
    return error ? (
      <ErrorPanel
        error={error}
        title={t('newRun.prefillErrorTitle')}
        onRetry={retry}
      />
    ) : (
      <FormSkeleton />
    );
  }
  return (
    <>
      <Alert
        status="info"
        icon
        title={t('newRun.cloneOf', { name: data.name })}
      />
      <FormOf
        server={server}
        source={{ pipelineId: data.pipelineId, versionId: data.versionId }}
        namespace={data.namespace}
        initial={draftOfRecurringRun(data, nextName(data.name))}
      />
    </>
  );
}

/** The address has the last word on the pipeline; a person changes it there by choosing another one. */
function FormOf(props: {
  server: PipelinesServer;
  source: DraftSource;
  namespace?: string;
  initial: RunDraft;
}) {
  const { server, initial } = props;
  const [search, setSearch] = useSearchParams();
  const lastNamespace = readRememberedPlace().namespaces?.[server.cluster];
  const pipeline = search.get('pipeline');
  const source =
    pipeline === null
      ? props.source
      : {
          pipelineId: pipeline,
          versionId: search.get('version') ?? undefined,
        };
  return (
    <NewRunForm
      server={server}
      // A server for one team names the namespace that its runs lie in, and takes none.
      namespace={
        hasNamespaces(server)
          ? (search.get('namespace') ?? props.namespace ?? lastNamespace)
          : undefined
      }
      onNamespace={namespace =>
        setSearch(
          current => {
            const next = new URLSearchParams(current);
            next.set('namespace', namespace);
            return next;
          },
          { replace: true },
        )
      }
      source={source}
      onSource={(pipelineId, versionId) =>
        setSearch(
          current => {
            const next = new URLSearchParams(current);
            next.set('pipeline', pipelineId);
            next.delete('version');
            if (versionId !== undefined) {
              next.set('version', versionId);
            }
            return next;
          },
          { replace: true },
        )
      }
      initial={initial}
    />
  );
}

/** `train`, `train (2)`, `train (3)`. */
function nextName(name: string): string {
  const numbered = /^(.*) \((\d{1,6})\)$/.exec(name);
  const next = numbered
    ? `${numbered[1]} (${Number(numbered[2]) + 1})`
    : `${name} (2)`;
  return next.slice(-200);
}

function FormSkeleton() {
  const { t } = useKubeflowTranslation();
  return (
    <div
      className={styles.page}
      aria-busy="true"
      aria-label={t('newRun.loading')}
    >
      <Skeleton height={96} />
      <Skeleton height={240} />
      <Skeleton height={120} />
    </div>
  );
}
