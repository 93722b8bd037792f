"""Experiments and runs: create them, and follow them to their end."""

from .session import Drive, refused, step


def create_experiment(drive: Drive) -> None:
    name = f'experiment-{drive.tag}'
    made = drive.client.create_experiment(
        name, description='Driven', namespace=drive.namespace
    )
    drive.experiment = made.experiment_id
    got = drive.client.get_experiment(
        experiment_name=name, namespace=drive.namespace
    )
    assert got.experiment_id == drive.experiment, got
    assert got.storage_state == 'AVAILABLE', got
    step('create_experiment', storage_state=got.storage_state)


def create_runs(drive: Drive) -> None:
    for name in drive.pipelines:
        required = {
            'inputs': {'dataset': 'orders', 'seed': 7},
            'enums': {'depth': 50, 'optimizer': 'lion'},
        }
        drive.start(name, name, **required.get(name, {}))
    drive.start('failing', 'exit-handler', fail=True, recipient='nobody')
    inline = drive.client.create_run_from_pipeline_package(
        str(drive.compiled / 'parallel.yaml'),
        run_name=f'inline-{drive.tag}',
        experiment_id=drive.experiment,
        enable_caching=False,
        **drive.scope,
    )
    got = drive.client.get_run(inline.run_id)
    assert got.pipeline_spec, got
    assert got.pipeline_version_reference is None, got
    drive.runs['inline'] = inline.run_id
    step('create_runs', runs=len(drive.runs))


def refuse_runs(drive: Drive) -> None:
    missing = refused(drive.start, 'missing', 'inputs', dataset='x')
    assert missing['status'] == 400, missing
    step('run_without_input', **missing)
    wrong = refused(drive.start, 'wrong', 'enums', depth=19, optimizer='adam')
    assert wrong['status'] == 400, wrong
    step('run_with_wrong_value', **wrong)


def follow_runs(drive: Drive) -> None:
    for key, run_id in drive.runs.items():
        run = drive.finished(run_id)
        expected = 'FAILED' if key == 'failing' else 'SUCCEEDED'
        assert run.state == expected, (key, run.state)
        assert run.finished_at >= run.created_at, run
        tasks = run.run_details.task_details
        assert {task.run_id for task in tasks} == {run_id}, tasks
        step(
            'finished',
            run=key,
            state=run.state,
            history=[entry.state for entry in run.state_history],
            tasks=sorted(f'{task.display_name} {task.state}' for task in tasks),
        )
