import type { Random } from '../kernel';
import { Curve } from './Curve';
import type { LogPosition, TrainingLog } from './TrainingLog';

/** torchrun's and a training loop's output, one pod a node. */
export class TorchLog implements TrainingLog {
  readonly #curve: Curve;
  readonly #epochs: number;
  readonly #steps: number;
  readonly #throughput: number;
  readonly #script: string;
  readonly #parameters: string;

  constructor(random: Random, options: { script: string }) {
    this.#curve = new Curve(random);
    this.#epochs = random.pick([3, 5, 10, 20, 30]);
    this.#steps = random.pick([250, 500, 626, 1000, 1563]);
    this.#throughput = random.between(180, 2400);
    this.#script = options.script;
    this.#parameters = random.pick(['25.6M', '110M', '354M', '1.24B', '8.03B']);
  }

  banner({ rank, world, gpus, date, attempt, to }: LogPosition): string[] {
    const total = world * gpus;
    const first = rank * gpus;
    const torchrun =
      gpus > 1
        ? [
            `W${stamp(date)} 1 site-packages/torch/distributed/run.py:852] `,
            `W${stamp(date)} 1 site-packages/torch/distributed/run.py:852] *****************************************`,
            `W${stamp(date)} 1 site-packages/torch/distributed/run.py:852] Setting OMP_NUM_THREADS environment variable for each process to be 1 in default, to avoid your system being overloaded, please further tune the variable for optimal performance in your application as needed. `,
            `W${stamp(date)} 1 site-packages/torch/distributed/run.py:852] *****************************************`,
          ]
        : [];
    return [
      ...torchrun,
      ...Array.from(
        { length: gpus },
        (_, local) =>
          `[rank${first + local}] initializing process group: world_size=${total} backend=nccl local_rank=${local}`,
      ),
      `[rank${first}] NCCL version 2.29.3+cuda13.0`,
      ...(rank === 0
        ? [
            `[rank0] ${this.#script}: model with ${this.#parameters} parameters, bf16, ${this.#epochs} epochs of ${this.#steps} steps`,
            attempt > 1 || to > 0
              ? `[rank0] resuming from checkpoint /checkpoints/step-${Math.round(to * this.#epochs * this.#steps)}.pt`
              : '[rank0] no checkpoint found in /checkpoints, starting from scratch',
          ]
        : []),
    ];
  }

  prepare(step: string): string[] {
    const what = step === 'dataset-initializer' ? 'dataset' : 'model';
    return [
      `INFO:root:Starting ${what} initialization`,
      `INFO:root:Downloading ${what}: Fetching 24 files: 100%|██████████| 24/24 [00:31<00:00,  1.31s/it]`,
      `INFO:root:${what[0]?.toUpperCase()}${what.slice(1)} has been downloaded`,
    ];
  }

  progress({ from, to, rank, gpus, world }: LogPosition): string[] {
    const lines: string[] = [];
    const total = this.#epochs * this.#steps;
    // A line at each tenth of an epoch that was passed, at most a screenful.
    const stride = Math.max(1, Math.round(this.#steps / 10));
    const first = Math.floor((from * total) / stride) + 1;
    const last = Math.floor((to * total) / stride);
    for (let line = Math.max(first, last - 7); line <= last; line++) {
      const step = line * stride;
      const done = step / total;
      const epoch = Math.min(this.#epochs, Math.floor(step / this.#steps) + 1);
      const inEpoch = step % this.#steps || this.#steps;
      if (rank === 0) {
        lines.push(
          `[rank0] epoch ${epoch}/${this.#epochs} step ${inEpoch}/${this.#steps} loss ${this.#curve.loss(done).toFixed(4)} lr ${(3e-4 * (1 - done)).toExponential(2)} ${(this.#throughput * gpus * world).toFixed(1)} samples/s`,
        );
        if (inEpoch === this.#steps) {
          lines.push(
            `[rank0] epoch ${epoch} done: val_loss ${(this.#curve.loss(done) * 1.07).toFixed(4)} val_acc ${this.#curve.accuracy(done).toFixed(4)}`,
            `[rank0] saved checkpoint /checkpoints/step-${step}.pt`,
          );
        }
      } else if (line % 4 === 0) {
        lines.push(
          `[rank${rank * gpus}] step ${step} ${(this.#throughput * gpus).toFixed(1)} samples/s max_mem ${(28 + (line % 7)).toFixed(1)} GiB`,
        );
      }
    }
    return lines;
  }

  end({ rank }: LogPosition): string[] {
    return rank === 0
      ? [
          `[rank0] training finished: loss ${this.#curve.loss(1).toFixed(4)} accuracy ${this.#curve.accuracy(1).toFixed(4)}`,
          '[rank0] saved model to /checkpoints/final',
        ]
      : [];
  }

  metrics(done: number): { name: string; value: string }[] {
    return [
      { name: 'loss', value: this.#curve.loss(done).toFixed(4) },
      { name: 'accuracy', value: this.#curve.accuracy(done).toFixed(4) },
    ];
  }
}

/** glog's time, as torch writes it: `1123 14:02:11.123000`. */
export function stamp(date: Date): string {
  const iso = date.toISOString();
  return `${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000`;
}
