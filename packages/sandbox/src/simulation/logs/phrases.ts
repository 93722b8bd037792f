import type { Phrases } from './plainLog';

/** What each framework prints, in its own words. */
export const tensorflow: Phrases = {
  units: [10, 20, 40],
  banner: ({ date, rank, gpus }) => [
    `${date.toISOString().slice(0, 19).replace('T', ' ')}.104291: I tensorflow/core/platform/cpu_feature_guard.cc:210] This TensorFlow binary is optimized to use available CPU instructions in performance-critical operations.`,
    `INFO:tensorflow:Running Distribute Coordinator with task_id = ${rank}`,
    `INFO:tensorflow:Using MirroredStrategy with devices (${Array.from({ length: gpus }, (_, gpu) => `'/device:GPU:${gpu}'`).join(', ')})`,
  ],
  unit: (unit, units, loss, accuracy) =>
    `Epoch ${unit}/${units} - 469/469 - ${(38 + (unit % 5)).toFixed(0)}s - accuracy: ${accuracy.toFixed(4)} - loss: ${loss.toFixed(4)} - val_accuracy: ${(accuracy * 0.985).toFixed(4)} - val_loss: ${(loss * 1.08).toFixed(4)}`,
  end: () => ['INFO:tensorflow:Assets written to: /models/export/1/assets'],
};

export const xgboost: Phrases = {
  units: [100, 250, 500],
  banner: ({ world, rank }, units) => [
    `[xgboost] tracker: worker ${rank} of ${world} connected`,
    ...(rank === 0
      ? [`[xgboost] training ${units} rounds, tree_method=hist max_depth=8`]
      : []),
  ],
  unit: (unit, _units, loss, accuracy) =>
    `[${unit}]\ttrain-logloss:${loss.toFixed(5)}\teval-logloss:${(loss * 1.05).toFixed(5)}\teval-auc:${accuracy.toFixed(5)}`,
  end: (_loss, accuracy) => [
    `[xgboost] best eval-auc ${accuracy.toFixed(5)}, model saved to /models/model.ubj`,
  ],
};

export const jax: Phrases = {
  units: [200, 500, 1000],
  banner: ({ rank, world, gpus }, units) => [
    `I jax._src.distributed: Connecting to JAX distributed service, process_id=${rank} num_processes=${world}`,
    `I jax: ${world * gpus} global devices, ${gpus} local devices (cuda)`,
    ...(rank === 0 ? [`I train: compiling train_step; ${units} steps`] : []),
  ],
  unit: (unit, units, loss, accuracy) =>
    `I train: step ${unit}/${units} loss=${loss.toFixed(4)} accuracy=${accuracy.toFixed(4)} step_time=${(0.9 + (unit % 7) / 50).toFixed(3)}s`,
  end: loss => [
    `I train: finished, final loss=${loss.toFixed(4)}; checkpoint written to /checkpoints`,
  ],
};

export const paddle: Phrases = {
  units: [10, 20, 50],
  banner: ({ world, rank, date }) => [
    `LAUNCH INFO ${date.toISOString().slice(0, 19).replace('T', ' ')} -----------  Configuration  ----------------------`,
    `LAUNCH INFO ${date.toISOString().slice(0, 19).replace('T', ' ')} nnodes: ${world}, rank: ${rank}, run_mode: collective`,
  ],
  unit: (unit, units, loss, accuracy) =>
    `[Epoch ${unit}/${units}] loss: ${loss.toFixed(5)} acc: ${accuracy.toFixed(5)} ips: ${(812 + (unit % 9) * 3).toFixed(2)} images/s`,
  end: () => ['LAUNCH INFO Pod completed', 'LAUNCH INFO Exit code 0'],
};

export const mpi: Phrases = {
  units: [100, 200, 400],
  banner: ({ host }, units) => [
    "Warning: Permanently added '[worker]:2222' (ED25519) to the list of known hosts.",
    `[${host}] mpirun: Horovod v0.28.1, 8 slots, ${units} batches`,
    '[1,0]<stdout>:Horovod size: 8, local size: 4',
  ],
  unit: (unit, units, loss) =>
    `[1,0]<stdout>:Iter #${unit}/${units}: ${(2412 + (unit % 11) * 7).toFixed(1)} img/sec total, loss ${loss.toFixed(4)}`,
  end: loss => [
    `[1,0]<stdout>:Total img/sec on 8 GPU(s): 19360.4 +-102.7, final loss ${loss.toFixed(4)}`,
  ],
};

export const deepspeed: Phrases = {
  units: [200, 400, 1000],
  banner: ({ date }, units) => [
    `[${date.toISOString().slice(0, 19).replace('T', ' ')},114] [INFO] [real_accelerator.py:260:get_accelerator] Setting ds_accelerator to cuda (auto detect)`,
    `[${date.toISOString().slice(0, 19).replace('T', ' ')},871] [INFO] [comm.py:658:init_distributed] cdb=None`,
    `[rank0] DeepSpeed ZeRO stage 3, bf16, ${units} optimizer steps`,
  ],
  unit: (unit, _units, loss, accuracy, { date }) =>
    `[${date.toISOString().slice(0, 19).replace('T', ' ')},402] [INFO] [logging.py:107:log_dist] [Rank 0] step=${unit}, skipped=0, lr=[2e-05], loss=${loss.toFixed(4)}, acc=${accuracy.toFixed(3)}`,
  end: () => ['[rank0] saved 16bit model to /checkpoints/global_step_final'],
};
