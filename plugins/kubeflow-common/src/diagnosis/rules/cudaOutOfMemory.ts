import type { DiagnosisRule } from '../types';
import { findAtEnd, logFinding } from '../logFinding';
import { findLast } from '../logText';

/** PyTorch (CUDA and ROCm), the CUDA driver, JAX and TensorFlow, vLLM. */
const outOfMemory =
  /(?:CUDA|HIP) out of memory|OutOfMemoryError: CUDA|CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation|RESOURCE_EXHAUSTED: Out of memory|ResourceExhaustedError:.{0,200}OOM when allocating|No available memory for the cache blocks/;

/** The memory of an accelerator was not enough. */
export const cudaOutOfMemory: DiagnosisRule = {
  id: 'cuda-out-of-memory',
  diagnose: (input, clues) =>
    clues.logs.flatMap(log => {
      // These words are never said of anything else, so they count wherever they stand.
      const hit =
        findAtEnd(log, outOfMemory) ?? findLast(log.lines, outOfMemory);
      if (!hit) {
        return [];
      }
      const { text } = hit.line;
      const wanted = /[Tt]ried to allocate ([\d.]{1,20} [KMGT]iB)/.exec(
        text,
      )?.[1];
      const total =
        /total capacity of ([\d.]{1,20} [KMGT]iB)|; ([\d.]{1,20} [KMGT]iB) total capacity/.exec(
          text,
        );
      const capacity = total?.[1] ?? total?.[2];
      const gpu = /\bGPU (\d{1,4})\b/.exec(text)?.[1];
      return [
        logFinding(input, log, [hit.line], {
          rule: cudaOutOfMemory.id,
          title: `The memory of its GPU${gpu ? ` ${gpu}` : ''} was not enough.`,
          explanation: wanted
            ? `It needed another ${wanted}${capacity ? `; the GPU has ${capacity} in all` : ''}.`
            : undefined,
          advice:
            'Use smaller batches (with gradient accumulation), lower precision, activation checkpointing or sharding (FSDP, ZeRO), or a GPU with more memory.',
        }),
      ];
    }),
};
