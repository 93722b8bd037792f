import { invalidInput, invalidInputBecause, proto, wrapping } from '../rpc';
import { readPackage } from '../spec';
import { downloadPackage } from './downloadPackage';
import {
  pipelineAndVersionMessage,
  pipelineMessage,
  versionMessage,
} from './messages';
import type { Routes } from './Routes';
import { showPipeline, showVersion } from './show';

const all = '/apis/v2beta1/pipelines';
const one = `${all}/{pipeline_id}`;
const versions = `${one}/versions`;
const version = `${versions}/{pipeline_version_id}`;

type Sent = ReturnType<typeof pipelineMessage.read>;

function newPipeline(sent: Sent) {
  return {
    name: sent.name ?? '',
    displayName: sent.display_name ?? '',
    description: sent.description ?? '',
    namespace: sent.namespace ?? '',
    tags: sent.tags ?? {},
  };
}

function fileNameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1) || '.';
}

export function pipelineRoutes(routes: Routes): void {
  routes
    .on(`POST ${all}/create`, async call => {
      const body = pipelineAndVersionMessage.read(await call.body(), '');
      const sent = newPipeline(body.pipeline ?? {});
      const url = body.pipeline_version?.package_url?.pipeline_url ?? '';
      const name = sent.name || sent.displayName || fileNameOf(url);
      const file = await downloadPackage(url).catch((error: Error) => {
        throw invalidInputBecause(error.message, error.message).wrap(
          'Failed to create a pipeline',
        );
      });
      return wrapping('Failed to create a pipeline', () =>
        showPipeline(
          call.backend.pipelines.createWithVersion(
            call.caller,
            { ...sent, name, displayName: sent.displayName || name },
            {
              name,
              displayName: sent.displayName || name,
              description: sent.description,
              codeSourceUrl: '',
              packageUrl: url,
              text: readPackage(fileNameOf(url), file),
              tags: body.pipeline_version?.tags ?? {},
            },
          ),
        ),
      );
    })
    .on(`POST ${all}`, async call =>
      showPipeline(
        call.backend.pipelines.create(
          call.caller,
          newPipeline(pipelineMessage.read(await call.body(), '')),
        ),
      ),
    )
    .on(`GET ${all}`, call => {
      const page = call.backend.pipelines.list(
        call.caller,
        call.text('namespace'),
        call.listQuery(),
      );
      return proto({
        pipelines: page.rows.map(showPipeline),
        total_size: page.totalSize,
        next_page_token: page.nextPageToken,
      });
    })
    .on(`GET ${all}/names/{name}`, call =>
      showPipeline(
        call.backend.pipelines.getByName(
          call.caller,
          call.params.name,
          call.text('namespace'),
        ),
      ),
    )
    .on(`GET ${one}`, ({ backend, caller, params }) =>
      showPipeline(backend.pipelines.get(caller, params.pipeline_id)),
    )
    .on(`PATCH ${one}`, async call => {
      const sent = pipelineMessage.read(await call.body(), '');
      return showPipeline(
        call.backend.pipelines.update(call.caller, call.params.pipeline_id, {
          displayName: sent.display_name,
          tags: sent.tags,
        }),
      );
    })
    .on(`DELETE ${one}`, call =>
      call.backend.pipelines.remove(
        call.caller,
        call.params.pipeline_id,
        call.flag('cascade'),
      ),
    );
  versionRoutes(routes);
}

function versionRoutes(routes: Routes): void {
  routes
    .on(`POST ${versions}`, async call => {
      const sent = versionMessage.read(await call.body(), '');
      const failed = 'Failed to create a pipeline version.';
      if (!sent.package_url) {
        throw invalidInput(`${failed} Package URL is nil`);
      }
      const url = sent.package_url.pipeline_url ?? '';
      if (!url) throw invalidInput(`${failed} Package URL is empty`);
      if (!sent.pipeline_id) {
        throw invalidInput(`${failed} Parent pipeline id is empty`);
      }
      const name = sent.name || sent.display_name;
      const story = `${failed} Check error stack`;
      if (!name) throw invalidInput('name is required').wrap(story);
      const file = await downloadPackage(url).catch((error: Error) => {
        throw invalidInputBecause(error.message, error.message).wrap(story);
      });
      return wrapping(story, () =>
        showVersion(
          call.backend.pipelines.createVersion(
            call.caller,
            call.params.pipeline_id,
            {
              name,
              displayName: sent.display_name || name,
              description: sent.description ?? '',
              codeSourceUrl: sent.code_source_url ?? '',
              packageUrl: url,
              text: readPackage(fileNameOf(url), file),
              tags: sent.tags ?? {},
            },
          ),
        ),
      );
    })
    .on(`GET ${versions}`, call => {
      const page = call.backend.pipelines.listVersions(
        call.caller,
        call.params.pipeline_id,
        call.listQuery(),
      );
      return proto({
        pipeline_versions: page.rows.map(showVersion),
        next_page_token: page.nextPageToken,
        total_size: page.totalSize,
      });
    })
    .on(`GET ${version}`, ({ backend, caller, params }) =>
      showVersion(
        backend.pipelines.getVersion(caller, params.pipeline_version_id),
      ),
    )
    .on(`PATCH ${version}`, async call => {
      const sent = versionMessage.read(await call.body(), '');
      return showVersion(
        call.backend.pipelines.updateVersion(
          call.caller,
          call.params.pipeline_version_id,
          { displayName: sent.display_name, tags: sent.tags },
        ),
      );
    })
    .on(`DELETE ${version}`, ({ backend, caller, params }) =>
      backend.pipelines.removeVersion(
        caller,
        params.pipeline_id,
        params.pipeline_version_id,
      ),
    );
}
