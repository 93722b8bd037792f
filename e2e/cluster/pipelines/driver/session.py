"""What all steps share: the SDK's client, the names and ids so far, and how a step is reported."""

import json
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import kfp
import kfp_server_api

FINAL = {'SUCCEEDED', 'FAILED', 'CANCELED', 'SKIPPED'}


def step(what: str, /, **facts) -> None:
    """Says what was done; the SDK's own words go to the error output."""
    print(json.dumps({'step': what, **facts}), file=sys.__stdout__, flush=True)


def predicate(key: str, operation: str, **value) -> str:
    """A filter with one condition: `predicate('state', 'EQUALS', stringValue='FAILED')`."""
    item = {'key': key, 'operation': operation, **value}
    return json.dumps({'predicates': [item]})


def refused(call: Callable, *args, **keywords) -> dict:
    """What the answer to a call that has to fail says: its status, and the code and message of its body."""
    try:
        call(*args, **keywords)
    except kfp_server_api.ApiException as error:
        try:
            body = json.loads(error.body)
        except ValueError:
            return {'status': error.status, 'text': error.body}
        # Uploads answer with other fields than everything else.
        message = body.get('message') or body.get('error_message')
        return {
            'status': error.status,
            'code': body.get('code'),
            'message': message,
        }
    raise AssertionError(f'{call.__name__} was not refused')


class Drive:
    """A session with a server: what it has made, by the names of the compiled files."""

    def __init__(
        self,
        client: kfp.Client,
        compiled: Path,
        namespace: str | None,
        timeout: float,
    ):
        self.client = client
        self.compiled = compiled
        self.namespace = namespace
        self.timeout = timeout
        # Names of one's own, so that it can be run more than once.
        self.tag = uuid.uuid4().hex[:8]
        self.pipelines: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self.runs: dict[str, str] = {}
        self.experiment = ''

    @property
    def scope(self) -> dict[str, str]:
        """The namespace as an argument, where there is one."""
        return {'namespace': self.namespace} if self.namespace else {}

    def start(self, key: str, pipeline: str, **parameters) -> str:
        """Starts a run of an uploaded pipeline, and gives its id."""
        run = self.client.run_pipeline(
            self.experiment,
            f'{key}-{self.tag}',
            pipeline_id=self.pipelines[pipeline],
            version_id=self.versions[pipeline],
            params=parameters,
        )
        reference = run.pipeline_version_reference
        assert reference.pipeline_id == self.pipelines[pipeline], run
        assert reference.pipeline_version_id == self.versions[pipeline], run
        self.runs[key] = run.run_id
        return run.run_id

    def until(self, what: str, condition: Callable):
        """Asks again and again until the answer is something, and gives that."""
        deadline = time.monotonic() + self.timeout
        while not (answer := condition()):
            assert time.monotonic() < deadline, f'waited in vain for {what}'
            time.sleep(0.1)
        return answer

    def finished(self, run_id: str):
        """The run, once it is over."""

        def over():
            run = self.client.get_run(run_id)
            if run.state not in FINAL:
                return None
            # The tasks are told a moment after the run.
            details = run.run_details and run.run_details.task_details
            states = {task.state for task in details or []}
            return None if states & {'PENDING', 'RUNNING'} else run

        return self.until(f'the end of run {run_id}', over)
