"""Lists of runs: sorted, filtered, page by page."""

from datetime import datetime, timedelta, timezone

from .session import Drive, predicate, step


def list_runs(drive: Drive) -> None:
    def walk(**query):
        found, token = [], ''
        while True:
            page = drive.client.list_runs(
                page_token=token, page_size=3, **query
            )
            found += page.runs or []
            token = page.next_page_token or ''
            if not token:
                return found, page.total_size

    mine = {'experiment_id': drive.experiment}
    newest, total = walk(sort_by='created_at desc', **mine)
    dates = [run.created_at for run in newest]
    assert dates == sorted(dates, reverse=True), dates
    assert {run.run_id for run in newest} == set(drive.runs.values())
    assert total == len(drive.runs), total
    failed, _ = walk(
        filter=predicate('state', 'EQUALS', stringValue='FAILED'),
        **mine,
    )
    assert [run.run_id for run in failed] == [drive.runs['failing']], failed
    named, _ = walk(
        filter=predicate(
            'display_name', 'IS_SUBSTRING', stringValue=f'loop-{drive.tag}'
        ),
        sort_by='display_name asc',
        **mine,
    )
    assert [run.run_id for run in named] == [drive.runs['loop']], named
    tomorrow = datetime.now(timezone.utc) + timedelta(days=1)
    later, _ = walk(
        filter=predicate(
            'created_at', 'GREATER_THAN', timestampValue=tomorrow.isoformat()
        ),
        **mine,
    )
    assert not later, later
    either, _ = walk(
        filter=predicate(
            'state', 'IN', stringValues={'values': ['FAILED', 'SUCCEEDED']}
        ),
        **mine,
    )
    assert len(either) == len(drive.runs), either
    step('list_runs', total=total, failed=len(failed), either=len(either))
