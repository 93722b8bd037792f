"""Branches: if, else if, else with one result, and a plain if that may be skipped."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def flip() -> str:
    import random

    return random.choice(['heads', 'tails', 'edge'])


@dsl.component(base_image='python:3.12-slim')
def say(what: str) -> str:
    print(what)
    return what


@dsl.pipeline(name='condition', description='One of three branches runs.')
def pipeline(threshold: float = 0.5, cheer: bool = True) -> str:
    flipped = flip()
    with dsl.If(flipped.output == 'heads', name='heads'):
        heads = say(what='Heads it is')
    with dsl.Elif(flipped.output == 'tails', name='tails'):
        tails = say(what='Tails it is')
    with dsl.Else(name='edge'):
        edge = say(what='On the edge')
    spoken = dsl.OneOf(heads.output, tails.output, edge.output)

    with dsl.If(threshold > 0.9):
        with dsl.If(cheer == True):  # noqa: E712
            say(what='Such high standards')

    return say(what=spoken).output
