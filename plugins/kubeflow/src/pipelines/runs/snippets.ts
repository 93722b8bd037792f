/** How a run is started with the kfp SDK. */
export const runSnippet = `import kfp

client = kfp.Client()
client.create_run_from_pipeline_func(
    my_pipeline, arguments={'epochs': 10}
)`;
