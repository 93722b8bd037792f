"""Every type of input, with and without a default, needed and optional, one of them an artifact."""

from typing import Optional

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def train(
    dataset: str,
    seed: int,
    rate: float,
    shuffle: bool,
    layers: list,
    options: dict,
    comment: Optional[str] = None,
    warmup: Optional[int] = None,
    base: dsl.Input[dsl.Model] = None,
):
    """Trains a model.

    Args:
        dataset: The name of the data set.
        seed: Where the random numbers start.
    """
    print(dataset, seed, rate, shuffle, layers, options, comment, warmup, base)


@dsl.pipeline(name='inputs', description='Asks for every type of input.')
def pipeline(
    dataset: str,
    seed: int,
    base: dsl.Input[dsl.Model] = None,
    rate: float = 0.001,
    epochs: int = 10,
    shuffle: bool = True,
    layers: list = [64, 32, 'relu', {'dropout': 0.1}],
    options: dict = {
        'optimizer': 'adam',
        'betas': [0.9, 0.999],
        'amsgrad': False,
    },
    comment: Optional[str] = None,
    warmup: Optional[int] = None,
    title: str = 'Über <b>training</b> & "quotes": 模型',
    empty: str = '',
):
    """Asks for every type of input.

    Args:
        dataset: The name of the data set.
        seed: Where the random numbers start.
        rate: How far each step goes.
        layers: Sizes of the layers, first to last.
        title: Only to be looked at.
    """
    train(
        dataset=dataset,
        seed=seed,
        rate=rate,
        shuffle=shuffle,
        layers=layers,
        options=options,
        comment=comment,
        warmup=warmup,
        base=base,
    )
