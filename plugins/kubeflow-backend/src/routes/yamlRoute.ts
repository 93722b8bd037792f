import { asRecord, ownerOf } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { stringify } from 'yaml';
import { getObject } from '../children/getObject';
import { answer, audited } from './answer';
import { checkVisible, findAddress, notThere } from './findObject';
import { operations } from './operations';
import type { RouteContext } from './RouteContext';

export function addYamlRoute(router: Router, context: RouteContext): void {
  const { getYaml } = operations;
  router.get(
    getYaml.path,
    answer(context, getYaml, async asked => {
      const { request, response, params, query, access } = asked;
      const text = await audited(
        context,
        request,
        'workload-fetch',
        { queryType: 'yaml', ...params },
        async () => {
          const { watcher, address } = findAddress(context, params);
          const object = await getObject(
            watcher.connection,
            address,
            context.config.watch.requestTimeout,
          );
          if (!object) {
            throw notThere(address);
          }
          checkVisible(access, address, ownerOf(object));
          const metadata = asRecord(object.metadata);
          if (metadata && !query.managedFields) {
            delete metadata.managedFields;
          }
          return stringify(object, { lineWidth: 0 });
        },
      );
      response.type('text/yaml').send(text);
      return undefined;
    }),
  );
}
