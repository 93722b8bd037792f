"""Questions that have no answer."""

import uuid

from .session import Drive, predicate, refused, step


def ask_for_unknown(drive: Drive) -> None:
    client, unknown = drive.client, str(uuid.uuid4())
    for name, ask in {
        'run': lambda: client.get_run(unknown),
        'pipeline': lambda: client.get_pipeline(unknown),
        'experiment': lambda: client.get_experiment(experiment_id=unknown),
        'recurring_run': lambda: client.get_recurring_run(unknown),
    }.items():
        answer = refused(ask)
        assert answer['status'] == 404, answer
        step('unknown', what=name, **answer)


def ask_wrongly(drive: Drive) -> None:
    for name, query in {
        'filter': {'filter': '{"predicates":[{"operation":"EQUALS"'},
        'filter_key': {
            'filter': predicate('colour', 'EQUALS', stringValue='red')
        },
        'sort': {'sort_by': 'colour'},
        'page_token': {'page_token': 'never given'},
    }.items():
        answer = refused(
            drive.client.list_runs, experiment_id=drive.experiment, **query
        )
        assert answer['status'] == 400, answer
        step('bad', what=name, **answer)
