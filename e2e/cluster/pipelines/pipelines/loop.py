"""Loops: over values that the pipeline states, over what a step gave, and one in another."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def list_regions() -> list:
    return ['eu', 'us', 'ap']


@dsl.component(base_image='python:3.12-slim')
def locate(region: str, zone: str) -> str:
    return f'{region}-{zone}'


@dsl.component(base_image='python:3.12-slim')
def train(region: str, rate: float) -> str:
    return f'{region} at {rate}'


@dsl.component(base_image='python:3.12-slim')
def show(message: str):
    print(message)


@dsl.pipeline(name='loop', description='Static, dynamic and nested loops.')
def pipeline(names: list = ['first', 'second']):
    with dsl.ParallelFor(
        [{'region': 'eu', 'zone': 'a'}, {'region': 'us', 'zone': 'b'}],
        name='static',
    ) as item:
        locate(region=item.region, zone=item.zone)

    regions = list_regions()
    with dsl.ParallelFor(
        regions.output, name='dynamic', parallelism=2
    ) as region:
        with dsl.ParallelFor([0.5, 0.25], name='inner') as rate:
            trained = train(region=region, rate=rate)
            show(message=trained.output)

    with dsl.ParallelFor(names) as name:
        show(message=name)
