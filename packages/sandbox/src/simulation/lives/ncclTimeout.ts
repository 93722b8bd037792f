import type { Life } from '../TrainingRun';
import { stamp } from '../logs/torchLog';

/**
 * One rank falls silent, the others wait in a collective until the watchdog gives up: every rank aborts, and only
 * the log of the silent one shows that it was behind. Ends with exit code 1 from torchrun everywhere.
 */
export const ncclTimeout: Life = function* (run) {
  yield* run.launch();
  yield* run.train(run.random.between(0.2, 0.5));
  const trainers = run.trainers;
  const silent =
    trainers.length > 1 ? run.random.integer(1, trainers.length - 1) : 0;
  const sequence = run.random.integer(4000, 90000);
  run.say((_, rank) =>
    rank === silent
      ? [
          '[data] waiting for /mnt/datasets: read of shard-00417.tar took 612.4 s',
        ]
      : [],
  );
  yield 60;
  const date = run.world.date;
  run.say((_, rank) => {
    const work = `WorkNCCL(SeqNum=${rank === silent ? sequence - 1 : sequence}, OpType=ALLREDUCE, NumelIn=26214400, NumelOut=26214400, Timeout(ms)=600000)`;
    return [
      `[E${stamp(date)} ProcessGroupNCCL.cpp:688] [Rank ${rank}] Watchdog caught collective operation timeout: ${work} ran for 600046 milliseconds before timing out.`,
      `[E${stamp(date)} ProcessGroupNCCL.cpp:2277] [PG ID 0 PG GUID 0(default_pg) Rank ${rank}] failure detected by watchdog at work sequence id: ${rank === silent ? sequence - 1 : sequence} PG status: last enqueued work: ${rank === silent ? sequence - 1 : sequence + 2}, last completed work: ${rank === silent ? sequence - 2 : sequence - 1}`,
      `[E${stamp(date)} ProcessGroupNCCL.cpp:739] [Rank ${rank}] Some NCCL operations have failed or timed out. Due to the asynchronous nature of CUDA kernels, subsequent GPU operations might run on corrupted/incomplete data.`,
      `[E${stamp(date)} ProcessGroupNCCL.cpp:753] [Rank ${rank}] To avoid data inconsistency, we are taking the entire process down.`,
      `E${stamp(date)} 1 site-packages/torch/distributed/elastic/multiprocessing/api.py:984] failed (exitcode: -6) local_rank: 0 (pid: 71) of binary: /opt/conda/bin/python`,
      'torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ',
      '============================================================',
      '  Root Cause (first observed failure):',
      `  rank      : ${rank} (local_rank: 0)`,
      '  exitcode  : -6 (pid: 71)',
      `  error_file: <N/A>`,
      '  traceback : Signal 6 (SIGABRT) received by PID 71',
      '============================================================',
    ];
  });
  yield 1;
  // All within the same second: the watchdogs started to count together.
  for (const replica of trainers) {
    replica.pod.exit({ exitCode: 1, reason: 'Error' });
  }
  run.sync();
  yield 1;
  run.fail();
};
