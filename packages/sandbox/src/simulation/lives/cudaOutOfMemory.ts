import type { Life } from '../TrainingRun';
import { stamp } from '../logs/torchLog';
import { failOver } from './failing';

/** The first large batch does not fit into the GPU: a traceback, exit code 1. */
export const cudaOutOfMemory: Life = function* (run) {
  yield* run.launch();
  yield* run.train(run.random.between(0.02, 0.08));
  const [victim] = run.trainers;
  if (!victim) {
    return;
  }
  victim.pod.log(traceback(run.world.date));
  yield 2;
  yield* failOver(run, victim, { exitCode: 1, reason: 'Error' }, function* () {
    yield run.random.between(20, 40);
    victim.pod.log(traceback(run.world.date));
    yield 2;
  });
};

function traceback(date: Date): string[] {
  const time = stamp(date);
  return [
    '[rank0]: Traceback (most recent call last):',
    '[rank0]:   File "/workspace/train.py", line 214, in <module>',
    '[rank0]:     main()',
    '[rank0]:   File "/workspace/train.py", line 187, in main',
    '[rank0]:     loss = model(input_ids, attention_mask=mask, labels=labels).loss',
    '[rank0]:   File "/opt/conda/lib/python3.12/site-packages/torch/nn/modules/module.py", line 1786, in _call_impl',
    '[rank0]:     return forward_call(*args, **kwargs)',
    '[rank0]:   File "/opt/conda/lib/python3.12/site-packages/transformers/models/llama/modeling_llama.py", line 463, in forward',
    '[rank0]:     logits = self.lm_head(hidden_states[:, slice_indices, :])',
    '[rank0]: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 15.66 GiB. GPU 0 has a total capacity of 79.11 GiB of which 9.42 GiB is free. Process 1 has 69.68 GiB memory in use. Of the allocated memory 66.31 GiB is allocated by PyTorch, and 2.14 GiB is reserved by PyTorch but unallocated. If reserved but unallocated memory is large try setting PYTORCH_ALLOC_CONF=expandable_segments:True to avoid fragmentation.',
    `E${time} 1 site-packages/torch/distributed/elastic/multiprocessing/api.py:984] failed (exitcode: 1) local_rank: 0 (pid: 73) of binary: /opt/conda/bin/python`,
    'torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ',
    '============================================================',
    '/workspace/train.py FAILED',
    '------------------------------------------------------------',
    'Root Cause (first observed failure):',
    '[0]:',
    `  time      : ${date.toISOString().slice(0, 19).replace('T', '_')}`,
    '  rank      : 0 (local_rank: 0)',
    '  exitcode  : 1 (pid: 73)',
    '============================================================',
  ];
}
