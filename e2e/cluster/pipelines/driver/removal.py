"""What was made is taken away again."""

from .session import Drive, refused, step


def delete(drive: Drive) -> None:
    drive.client.archive_experiment(drive.experiment)
    state = drive.client.get_experiment(
        experiment_id=drive.experiment
    ).storage_state
    assert state == 'ARCHIVED', state
    archived = drive.client.get_run(drive.runs['parallel']).storage_state
    step('archive_experiment', runs=archived)
    drive.client.unarchive_experiment(drive.experiment)
    for run_id in drive.runs.values():
        drive.client.delete_run(run_id)
        gone = refused(drive.client.get_run, run_id)
        assert gone['status'] == 404, gone
    drive.client.delete_experiment(drive.experiment)
    gone = refused(drive.client.get_experiment, experiment_id=drive.experiment)
    assert gone['status'] == 404, gone
    kept = refused(drive.client.delete_pipeline, drive.pipelines['parallel'])
    step('delete_pipeline_with_versions', **kept)
    for name, pipeline in drive.pipelines.items():
        drive.client.delete_pipeline_version(pipeline, drive.versions[name])
        drive.client.delete_pipeline(pipeline)
        gone = refused(drive.client.get_pipeline, pipeline)
        assert gone['status'] == 404, gone
    step('delete', runs=len(drive.runs), pipelines=len(drive.pipelines))
