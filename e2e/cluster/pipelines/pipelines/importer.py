"""Artifacts that exist already: one at a fixed place, one where a parameter says."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def evaluate(
    data: dsl.Input[dsl.Dataset],
    model: dsl.Input[dsl.Model],
    scores: dsl.Output[dsl.Metrics],
):
    scores.log_metric('lines', sum(1 for _ in open(data.path)))
    scores.log_metric('model', model.uri)


@dsl.pipeline(name='importer', description='Evaluates what is there already.')
def pipeline(model_uri: str = 's3://mlpipeline/models/base'):
    data = dsl.importer(
        artifact_uri='s3://mlpipeline/data/test.csv',
        artifact_class=dsl.Dataset,
        reimport=False,
        metadata={'license': 'CC-BY-4.0', 'version': 3},
    )
    model = dsl.importer(
        artifact_uri=model_uri, artifact_class=dsl.Model, reimport=True
    )
    evaluate(data=data.output, model=model.output)
