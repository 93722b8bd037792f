"""A loop whose results come together again: parameters and artifacts."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def train(depth: int, model: dsl.Output[dsl.Model]) -> float:
    model.metadata['depth'] = depth
    with open(model.path, 'w') as file:
        file.write(str(depth))
    return 1 / depth


@dsl.component(base_image='python:3.12-slim')
def best(losses: list) -> float:
    return min(losses)


@dsl.component(base_image='python:3.12-slim')
def merge(models: dsl.Input[list[dsl.Model]], ensemble: dsl.Output[dsl.Model]):
    with open(ensemble.path, 'w') as file:
        file.writelines(open(model.path).read() for model in models)


@dsl.pipeline(
    name='collected', description='Trains several and takes the best.'
)
def pipeline() -> float:
    with dsl.ParallelFor([2, 4, 8]) as depth:
        trained = train(depth=depth)
    merge(models=dsl.Collected(trained.outputs['model']))
    return best(losses=dsl.Collected(trained.outputs['Output'])).output
