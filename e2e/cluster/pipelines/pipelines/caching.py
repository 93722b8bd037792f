"""One step that is always run, one with a cache key of its own, one as usual."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def now() -> str:
    import datetime

    return datetime.datetime.now(datetime.timezone.utc).isoformat()


@dsl.component(base_image='python:3.12-slim')
def show(text: str) -> str:
    return text


@dsl.pipeline(
    name='caching', description='The time is never taken from a cache.'
)
def pipeline():
    time = now().set_caching_options(enable_caching=False)
    shown = show(text=time.output)
    show(text=shown.output).set_caching_options(
        enable_caching=True, cache_key='shown-v1'
    )
