"""Pipelines and their versions: upload, list, delete."""

import tempfile
from pathlib import Path

import yaml

from .session import Drive, predicate, refused, step


def upload(drive: Drive) -> None:
    for file in sorted(drive.compiled.glob('*.yaml')):
        name = file.stem
        uploaded = drive.client.upload_pipeline(
            str(file),
            pipeline_name=f'{name}-{drive.tag}',
            description=f'From {file.name}',
            namespace=drive.namespace,
        )
        drive.pipelines[name] = uploaded.pipeline_id
        versions = drive.client.list_pipeline_versions(uploaded.pipeline_id)
        assert versions.total_size == 1, versions
        version = versions.pipeline_versions[0]
        drive.versions[name] = version.pipeline_version_id
        given = next(
            document
            for document in yaml.safe_load_all(file.read_text())
            if 'root' in document
        )
        spec = version.pipeline_spec
        # With a platform part both are wrapped.
        stored = spec.get('pipeline_spec', spec)
        assert stored['root']['dag']['tasks'].keys() == (
            given['root']['dag']['tasks'].keys()
        ), name
        step(
            'upload',
            name=name,
            wrapped='pipeline_spec' in spec,
            tasks=sorted(stored['root']['dag']['tasks']),
        )


def upload_version(drive: Drive) -> None:
    pipeline = drive.pipelines['sequential']
    version = drive.client.upload_pipeline_version(
        str(drive.compiled / 'parallel.yaml'),
        pipeline_version_name=f'second-{drive.tag}',
        pipeline_id=pipeline,
    )
    newest = drive.client.list_pipeline_versions(
        pipeline, sort_by='created_at desc'
    ).pipeline_versions
    assert len(newest) == 2, newest
    got = drive.client.get_pipeline_version(
        pipeline, version.pipeline_version_id
    )
    assert got.display_name == f'second-{drive.tag}', got
    step('upload_version', versions=len(newest))
    drive.client.delete_pipeline_version(pipeline, version.pipeline_version_id)
    left = drive.client.list_pipeline_versions(pipeline)
    assert left.total_size == 1, left
    step('delete_version', versions=left.total_size)


def upload_bad(drive: Drive) -> None:
    send = drive.client._upload_api.upload_pipeline
    with tempfile.TemporaryDirectory() as folder:
        # A file that is no YAML at all is not among them: the real server
        # never answers those.
        for name, text in {
            'no_pipeline': 'just: some\nyaml: [1, 2]\n',
            'empty': '',
        }.items():
            file = Path(folder) / f'{name}.yaml'
            file.write_text(text)
            answer = refused(
                send,
                str(file),
                name=f'{name}-{drive.tag}',
                **drive.scope,
            )
            assert 400 <= answer['status'] < 600, answer
            step('upload_bad', name=name, **answer)
    answer = refused(
        send,
        str(drive.compiled / 'parallel.yaml'),
        name=f'parallel-{drive.tag}',
        **drive.scope,
    )
    assert answer['status'] == 409, answer
    step('upload_twice', **answer)


def list_pipelines(drive: Drive) -> None:
    mine = predicate('name', 'IS_SUBSTRING', stringValue=drive.tag)
    names: list[str] = []
    token = ''
    pages = 0
    while True:
        page = drive.client.list_pipelines(
            page_token=token,
            page_size=4,
            sort_by='name asc',
            namespace=drive.namespace,
            filter=mine,
        )
        names += [item.display_name for item in page.pipelines or []]
        pages += 1
        token = page.next_page_token or ''
        if not token:
            break
    assert sorted(names) == names, names
    assert len(names) == len(drive.pipelines), names
    found = drive.client.get_pipeline_id(f'loop-{drive.tag}')
    if not drive.namespace:
        assert found == drive.pipelines['loop'], found
    step('list_pipelines', pages=pages, found=len(names))
