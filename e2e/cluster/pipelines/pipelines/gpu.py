"""Steps that ask for accelerators, and where they may run: this one has a platform part."""

from kfp import dsl, kubernetes


@dsl.component(base_image='pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime')
def train(epochs: int, model: dsl.Output[dsl.Model]):
    with open(model.path, 'w') as file:
        file.write(str(epochs))


@dsl.component(base_image='python:3.12-slim')
def export(model: dsl.Input[dsl.Model]):
    print(model.uri)


@dsl.pipeline(name='gpu', description='Trains on GPUs.')
def pipeline(epochs: int = 3):
    trained = train(epochs=epochs)
    trained.set_accelerator_type('nvidia.com/gpu').set_accelerator_limit(2)
    trained.set_cpu_limit('8').set_memory_limit('64G').set_memory_request('32G')
    trained.set_env_variable('NCCL_DEBUG', 'INFO')
    kubernetes.add_node_selector(
        trained,
        label_key='nvidia.com/gpu.product',
        label_value='NVIDIA-H100-80GB-HBM3',
    )
    kubernetes.add_toleration(
        trained, key='nvidia.com/gpu', operator='Exists', effect='NoSchedule'
    )
    kubernetes.use_secret_as_env(
        trained, secret_name='hub', secret_key_to_env={'token': 'HF_TOKEN'}
    )
    kubernetes.set_image_pull_policy(trained, 'IfNotPresent')

    exported = export(model=trained.outputs['model'])
    exported.set_accelerator_type('amd.com/gpu').set_accelerator_limit(1)
