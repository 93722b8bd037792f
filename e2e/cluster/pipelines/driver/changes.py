"""What is done to runs that are there: archive, restore, retry, terminate."""

from .session import Drive, predicate, refused, step


def archive(drive: Drive) -> None:
    run_id = drive.runs['parallel']
    drive.client.archive_run(run_id)
    archived = predicate('storage_state', 'EQUALS', stringValue='ARCHIVED')
    listed = drive.client.list_runs(
        experiment_id=drive.experiment, filter=archived
    )
    assert [run.run_id for run in listed.runs] == [run_id], listed
    state = drive.client.get_run(run_id).storage_state
    assert state == 'ARCHIVED', state
    step('archive', storage_state=state)
    drive.client.unarchive_run(run_id)
    state = drive.client.get_run(run_id).storage_state
    assert state == 'AVAILABLE', state
    step('unarchive', storage_state=state)


def retry(drive: Drive) -> None:
    run_id = drive.runs['failing']
    before = len(drive.client.get_run(run_id).state_history)
    drive.client._run_api.run_service_retry_run(run_id)

    def tried_again():
        run = drive.finished(run_id)
        return run if len(run.state_history) > before + 1 else None

    run = drive.until('the end of the second try', tried_again)
    history = [entry.state for entry in run.state_history]
    assert run.state == 'FAILED', run.state
    step('retry', history=history)
    answer = refused(
        drive.client._run_api.run_service_retry_run, drive.runs['parallel']
    )
    step('retry_succeeded', **answer)


def terminate(drive: Drive) -> None:
    run_id = drive.start('terminated', 'sequential')
    drive.client.terminate_run(run_id)
    run = drive.finished(run_id)
    assert run.state in ('CANCELED', 'FAILED'), run.state
    history = [entry.state for entry in run.state_history]
    assert 'CANCELING' in history, history
    step('terminate', state=run.state, history=history)
