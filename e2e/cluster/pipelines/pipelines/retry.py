"""A step that is tried again, with growing pauses, and a group that is tried again as a whole."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def flaky(odds: float) -> int:
    import random
    import sys

    if random.random() < odds:
        sys.exit(3)
    return 1


@dsl.component(base_image='python:3.12-slim')
def use(value: int):
    print(value)


@dsl.pipeline(name='retry', description='Fails often, and tries again.')
def pipeline(odds: float = 0.5):
    tried = flaky(odds=odds).set_retry(
        num_retries=3,
        backoff_duration='1s',
        backoff_factor=2.0,
        backoff_max_duration='60s',
    )
    use(value=tried.output).set_retry(num_retries=1)
