/** How a pipeline is uploaded with the kfp SDK. */
export const uploadSnippet = `import kfp

client = kfp.Client()
client.upload_pipeline_from_pipeline_func(
    my_pipeline, pipeline_name='My pipeline'
)`;
