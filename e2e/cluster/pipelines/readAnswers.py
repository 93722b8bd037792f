"""Reads recorded answers as the SDK's generated client does: `readAnswers.py FOLDER`.

A field that the client does not know, or a value that it does not take, is one that the server never sends.
"""

import json
import sys
from pathlib import Path

import kfp_server_api

MODELS = {
    'experiments': 'V2beta1ListExperimentsResponse',
    'pipelines': 'V2beta1ListPipelinesResponse',
    'recurringruns': 'V2beta1ListRecurringRunsResponse',
    'runs': 'V2beta1ListRunsResponse',
    'versions': 'V2beta1ListPipelineVersionsResponse',
}
SINGLE = {
    'experiments': 'V2beta1Experiment',
    'pipelines': 'V2beta1Pipeline',
    'recurringruns': 'V2beta1RecurringRun',
    'runs': 'V2beta1Run',
    'versions': 'V2beta1PipelineVersion',
}


class Response:
    """What the generated client expects of an HTTP response."""

    def __init__(self, body):
        self.data = json.dumps(body)


def model_of(request: str) -> str | None:
    """The type that the answer to a request has."""
    method, path = request.split(' ', 1)
    parts = path.split('?')[0].split('/')[3:]
    if 'upload' in parts:
        return 'V2beta1Pipeline'
    if 'upload_version' in parts:
        return 'V2beta1PipelineVersion'
    if ':' in parts[-1] or method == 'DELETE':
        return None
    kind = parts[2] if len(parts) > 2 else parts[0]
    ends_with_id = len(parts) % 2 == 0
    return (SINGLE if ends_with_id or method == 'POST' else MODELS).get(kind)


def difference(given, read, path='') -> list[str]:
    """The paths of fields that an answer has, and what was read of it lacks."""
    if isinstance(given, dict) and isinstance(read, dict):
        return [
            line
            for key, value in given.items()
            for line in (
                difference(value, read[key], f'{path}.{key}')
                if key in read
                else [f'{path}.{key}']
            )
        ]
    if isinstance(given, list) and isinstance(read, list):
        return [
            line
            for index, (one, other) in enumerate(zip(given, read, strict=True))
            for line in difference(one, other, f'{path}[{index}]')
        ]
    return []


def main() -> None:
    client = kfp_server_api.ApiClient()
    for file in sorted(Path(sys.argv[1]).glob('*.json')):
        answer = json.loads(file.read_text())
        model = model_of(answer['request'])
        if answer['status'] != 200 or not model:
            continue
        read = client.deserialize(Response(answer['body']), model)
        lost = difference(
            answer['body'], client.sanitize_for_serialization(read)
        )
        print(json.dumps({'file': file.name, 'model': model, 'lost': lost}))


if __name__ == '__main__':
    main()
