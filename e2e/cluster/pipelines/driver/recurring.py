"""Runs that start by themselves."""

from .session import Drive, predicate, refused, step


def recur(drive: Drive) -> None:
    recurring = drive.client.create_recurring_run(
        drive.experiment,
        f'recurring-{drive.tag}',
        pipeline_id=drive.pipelines['parallel'],
        version_id=drive.versions['parallel'],
        interval_second=1,
        max_concurrency=2,
        no_catchup=True,
    )
    key = recurring.recurring_run_id
    got = drive.client.get_recurring_run(key)
    assert got.status == 'ENABLED', got
    assert int(got.trigger.periodic_schedule.interval_second) == 1, got
    started = predicate('recurring_run_id', 'EQUALS', stringValue=key)
    runs = drive.until(
        'a run of the recurring run',
        lambda: (
            drive.client.list_runs(
                experiment_id=drive.experiment, filter=started
            ).runs
        ),
    )
    assert runs[0].recurring_run_id == key, runs[0]
    drive.client.disable_recurring_run(key)
    got = drive.client.get_recurring_run(key)
    assert got.status == 'DISABLED', got
    listed = drive.client.list_recurring_runs(
        experiment_id=drive.experiment
    ).recurring_runs
    assert [item.recurring_run_id for item in listed] == [key], listed
    drive.client.enable_recurring_run(key)
    got = drive.client.get_recurring_run(key)
    assert got.status == 'ENABLED', got
    drive.client.delete_recurring_run(key)
    gone = refused(drive.client.get_recurring_run, key)
    assert gone['status'] == 404, gone
    step('recur', run=runs[0].display_name, gone=gone['status'])


def recur_by_cron(drive: Drive) -> None:
    cron = drive.client.create_recurring_run(
        drive.experiment,
        f'nightly-{drive.tag}',
        pipeline_id=drive.pipelines['parallel'],
        version_id=drive.versions['parallel'],
        cron_expression='0 30 2 * * *',
        enabled=False,
    )
    got = drive.client.get_recurring_run(cron.recurring_run_id)
    assert got.status == 'DISABLED', got
    assert got.trigger.cron_schedule.cron == '0 30 2 * * *', got
    bad = refused(
        drive.client.create_recurring_run,
        drive.experiment,
        f'never-{drive.tag}',
        pipeline_id=drive.pipelines['parallel'],
        version_id=drive.versions['parallel'],
        cron_expression='every full moon',
    )
    drive.client.delete_recurring_run(cron.recurring_run_id)
    step('cron', **bad)
