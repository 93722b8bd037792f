"""Two branches that start together and meet again."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def count(shard: int) -> int:
    return shard * 100


@dsl.component(base_image='python:3.12-slim')
def add(left: int, right: int) -> int:
    return left + right


@dsl.component(base_image='python:3.12-slim')
def announce():
    print('Nothing feeds this step; it only comes last.')


@dsl.pipeline(name='parallel', description='Two branches and a join.')
def pipeline() -> int:
    left = count(shard=1).set_display_name('Left shard')
    right = count(shard=2).set_display_name('Right shard')
    total = add(left=left.output, right=right.output)
    announce().after(total)
    return total.output
