import { api, compiledForm, form, unknown, type Recorder } from './Recorder';

/** Files that the server does not take. One that is no YAML at all is not among them: it never answers those. */
const refused = {
  'not-a-pipeline': 'just: some\nyaml: [1, 2]\n',
  empty: '',
  v1: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: old-}
spec: {entrypoint: a, templates: [{name: a, container: {image: b}}]}
`,
  'unknown-schema': `pipelineInfo: {name: future}
root: {dag: {tasks: {}}}
schemaVersion: 9.0.0
sdkVersion: kfp-9.0.0
`,
};

/** Keeps what the server says about pipelines and their versions. */
export async function recordPipelines(recorder: Recorder): Promise<void> {
  const tags = encodeURIComponent('{"team":"vision"}');
  const pipeline = await recorder.keep(
    'pipeline-upload',
    'POST',
    `${api}/pipelines/upload?name=gpu&display_name=GPU&description=Trains&tags=${tags}`,
    await compiledForm('gpu'),
  );
  const id = pipeline.pipeline_id;
  const path = `${api}/pipelines/${id}`;
  await recorder.keep('pipeline', 'GET', path);
  await recorder.keep('pipeline-versions', 'GET', `${path}/versions`);
  const version = await recorder.keep(
    'pipeline-version-upload',
    'POST',
    `${api}/pipelines/upload_version?name=second&pipelineid=${id}&description=Another`,
    await compiledForm('parallel'),
  );
  await recorder.keep(
    'pipeline-version',
    'GET',
    `${path}/versions/${version.pipeline_version_id}`,
  );
  await recorder.keep('pipeline-delete-with-versions', 'DELETE', path);
  await recorder.keep('pipelines', 'GET', `${api}/pipelines?page_size=2`);
  await recorder.keep(
    'pipeline-upload-twice',
    'POST',
    `${api}/pipelines/upload?name=gpu`,
    await compiledForm('gpu'),
  );
  for (const [name, text] of Object.entries(refused)) {
    await recorder.keep(
      `pipeline-upload-${name}`,
      'POST',
      `${api}/pipelines/upload?name=${name}`,
      form(text),
    );
  }
  await recorder.keep('pipeline-unknown', 'GET', `${api}/pipelines/${unknown}`);
  await recorder.keep(
    'pipeline-version-unknown',
    'GET',
    `${path}/versions/${unknown}`,
  );
}
