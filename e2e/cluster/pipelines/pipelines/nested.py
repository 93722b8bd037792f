"""A pipeline in a pipeline in a pipeline."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def tokenize(text: str) -> int:
    return len(text.split())


@dsl.component(base_image='python:3.12-slim')
def train(tokens: int, model: dsl.Output[dsl.Model]) -> float:
    model.metadata['framework'] = 'none'
    with open(model.path, 'w') as file:
        file.write(str(tokens))
    return 1 / (1 + tokens)


@dsl.component(base_image='python:3.12-slim')
def judge(loss: float) -> str:
    return 'good' if loss < 0.5 else 'bad'


@dsl.pipeline(name='fit', description='The innermost one.')
def fit(text: str) -> float:
    tokens = tokenize(text=text)
    return train(tokens=tokens.output).outputs['Output']


@dsl.pipeline(name='fit-and-judge', description='The one in the middle.')
def fit_and_judge(text: str) -> str:
    return judge(loss=fit(text=text).output).output


@dsl.component(base_image='python:3.12-slim')
def publish(verdict: str):
    print(verdict)


@dsl.pipeline(name='nested', description='Two levels of pipelines inside.')
def pipeline(text: str = 'a short text'):
    judged = fit_and_judge(text=text)
    publish(verdict=judged.output)
