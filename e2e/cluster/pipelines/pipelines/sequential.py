"""Three steps in a row: parameters and a dataset go from one to the next."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def extract(source: str, rows: int, raw: dsl.Output[dsl.Dataset]):
    with open(raw.path, 'w') as file:
        file.writelines(f'{source},{row}\n' for row in range(rows))


@dsl.component(base_image='python:3.12-slim')
def clean(raw: dsl.Input[dsl.Dataset], cleaned: dsl.Output[dsl.Dataset]) -> int:
    with open(raw.path) as source, open(cleaned.path, 'w') as target:
        lines = sorted(set(source))
        target.writelines(lines)
    return len(lines)


@dsl.component(base_image='python:3.12-slim')
def report(rows: int, title: str):
    print(f'{title}: {rows} rows')


@dsl.pipeline(
    name='sequential',
    description='Extracts, cleans and reports, one after the other.',
    display_name='Extract, clean, report',
)
def pipeline(source: str = 'orders', rows: int = 1000):
    extracted = extract(source=source, rows=rows)
    cleaned = clean(raw=extracted.outputs['raw'])
    cleaned.set_cpu_request('500m').set_memory_limit('1Gi')
    report(rows=cleaned.outputs['Output'], title='Cleaned')
