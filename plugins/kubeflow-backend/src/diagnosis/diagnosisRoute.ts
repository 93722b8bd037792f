import {
  argoEngineNodes,
  asNumber,
  at,
  kubeflowLogReadPermission,
  type DiagnosisInput,
  type DiagnosisResponse,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import type { ObjectWatch } from '../children/ObjectWatch';
import { audited, serve } from '../routes/answer';
import { lookAt } from '../routes/detailRoutes';
import type { FoundAddress } from '../routes/findObject';
import type { RouteContext } from '../routes/RouteContext';
import { diagnoseWithLogs } from './diagnoseWithLogs';
import { diagnosisOperations } from './diagnosisOperations';

export function addDiagnosisRoute(router: Router, context: RouteContext): void {
  serve(
    router,
    context,
    diagnosisOperations.getDiagnosis,
    async ({ request, params, access, credentials }) =>
      audited(
        context,
        request,
        'workload-fetch',
        { queryType: 'diagnosis', ...params },
        async (): Promise<DiagnosisResponse> => {
          const mayReadLogs = await context.authorizer.has(
            credentials,
            kubeflowLogReadPermission,
          );
          return lookAt(
            context,
            params,
            access,
            'children',
            async (watch, found, object) => ({
              items: await diagnoseWithLogs(
                context,
                inputOf(context, watch, found, object),
                mayReadLogs && found.address.namespace !== undefined
                  ? {
                      connection: found.watcher.connection,
                      namespace: found.address.namespace,
                    }
                  : undefined,
              ),
              warnings: [...watch.podWarnings(), ...watch.eventWarnings()],
            }),
          );
        },
      ),
  );
}

function inputOf(
  { store }: RouteContext,
  watch: ObjectWatch,
  { address }: FoundAddress,
  object: KubernetesObject,
): Omit<DiagnosisInput, 'logs'> {
  const { cluster, kind, name } = address;
  const pods = watch.pods();
  return {
    subject: { kind: kind.title.one, name },
    reading: store.preview(cluster, kind.id, object).reading,
    pods,
    events: watch.events(),
    engine:
      kind.id === 'workflow'
        ? argoEngineNodes(
            object,
            pods.map(pod => pod.name),
          )
        : undefined,
    deadlineSeconds:
      asNumber(at(object, 'spec', 'activeDeadlineSeconds')) ??
      asNumber(at(object, 'spec', 'runPolicy', 'activeDeadlineSeconds')),
  };
}
