"""A last step that runs whatever happened, and is told what did."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def work(fail: bool):
    if fail:
        raise ValueError('It was asked to fail')


@dsl.component(base_image='python:3.12-slim')
def publish(message: str):
    print(message)


@dsl.component(base_image='python:3.12-slim')
def notify(recipient: str, status: dsl.PipelineTaskFinalStatus):
    print(f'{recipient}: {status.pipeline_task_name} {status.state}')
    print(status.error_code, status.error_message)


@dsl.component(base_image='python:3.12-slim')
def salvage(message: str) -> str:
    return message


@dsl.pipeline(name='exit-handler', description='Tells somebody how it went.')
def pipeline(recipient: str = 'team-vision', fail: bool = False):
    last = notify(recipient=recipient)
    with dsl.ExitHandler(last, name='guarded'):
        worked = work(fail=fail)
        publish(message='done').after(worked)

    tried = work(fail=fail)
    salvage(message='saved what there was').after(
        tried
    ).ignore_upstream_failure()
