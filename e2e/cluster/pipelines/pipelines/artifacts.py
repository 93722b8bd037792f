"""Every type of artifact that can be shown."""

from kfp import dsl


@dsl.component(base_image='python:3.12-slim')
def prepare(
    train_set: dsl.Output[dsl.Dataset], notes: dsl.Output[dsl.Artifact]
):
    with open(train_set.path, 'w') as file:
        file.write('sepal,petal,kind\n5.1,1.4,0\n7.0,4.7,1\n')
    with open(notes.path, 'w') as file:
        file.write('plain text')


@dsl.component(base_image='python:3.12-slim')
def train(train_set: dsl.Input[dsl.Dataset], model: dsl.Output[dsl.Model]):
    model.metadata.update(framework='scikit-learn', version='1.7')
    with open(model.path, 'w') as file:
        file.write('weights')


@dsl.component(base_image='python:3.12-slim')
def evaluate(
    model: dsl.Input[dsl.Model],
    scores: dsl.Output[dsl.Metrics],
    confusion: dsl.Output[dsl.ClassificationMetrics],
    roc: dsl.Output[dsl.ClassificationMetrics],
    sliced: dsl.Output[dsl.SlicedClassificationMetrics],
    page: dsl.Output[dsl.HTML],
    summary: dsl.Output[dsl.Markdown],
):
    scores.log_metric('accuracy', 0.93)
    scores.log_metric('loss', 0.21)
    confusion.log_confusion_matrix(['setosa', 'versicolor'], [[24, 1], [2, 23]])
    roc.log_roc_curve(
        fpr=[0.0, 0.1, 0.4, 1.0],
        tpr=[0.0, 0.7, 0.9, 1.0],
        threshold=[1, 0.8, 0.4, 0],
    )
    sliced.load_confusion_matrix('young', ['no', 'yes'], [[5, 1], [0, 4]])
    with open(page.path, 'w') as file:
        file.write('<h1>Report</h1><script>document.title = "taken"</script>')
    with open(summary.path, 'w') as file:
        file.write(
            '# Report\n\n| class | right |\n| --- | --- |\n| setosa | 24 |\n'
        )


@dsl.pipeline(name='artifacts', description='Gives every type of artifact.')
def pipeline() -> dsl.Model:
    prepared = prepare()
    trained = train(train_set=prepared.outputs['train_set'])
    evaluate(model=trained.outputs['model'])
    return trained.outputs['model']
