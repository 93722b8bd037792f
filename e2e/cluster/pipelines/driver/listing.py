"""Lists of runs: sorted, filtered, page by page."""

from datetime import datetime, timedelta, timezone

from .session import Drive, predicate, step


def list_runs(drive: Drive) -> None:
    mine = {'experiment_id': drive.experiment}

    def walk(**query):
        page = drive.client.list_runs(page_size=3, **mine, **query)
        found = page.runs or []
        while page.next_page_token:
            # The token alone: the server forgets that some filters are the
            # ones that it made the token for.
            page = drive.client.list_runs(
                page_token=page.next_page_token, page_size=3, **mine
            )
            found += page.runs or []
        return found, page.total_size

    newest, total = walk(sort_by='created_at desc')
    dates = [run.created_at for run in newest]
    assert dates == sorted(dates, reverse=True), dates
    assert {run.run_id for run in newest} == set(drive.runs.values())
    assert total == len(drive.runs), total
    failed, _ = walk(
        filter=predicate('state', 'EQUALS', stringValue='FAILED'),
    )
    assert [run.run_id for run in failed] == [drive.runs['failing']], failed
    named, _ = walk(
        filter=predicate(
            'display_name', 'IS_SUBSTRING', stringValue=f'loop-{drive.tag}'
        ),
        sort_by='display_name asc',
    )
    assert [run.run_id for run in named] == [drive.runs['loop']], named
    tomorrow = datetime.now(timezone.utc) + timedelta(days=1)
    later, _ = walk(
        filter=predicate(
            'created_at',
            'GREATER_THAN',
            timestampValue=tomorrow.strftime('%Y-%m-%dT%H:%M:%SZ'),
        ),
    )
    assert not later, later
    either, _ = walk(
        filter=predicate(
            'state', 'IN', stringValues={'values': ['FAILED', 'SUCCEEDED']}
        ),
    )
    assert len(either) == len(drive.runs), either
    step('list_runs', total=total, failed=len(failed), either=len(either))
