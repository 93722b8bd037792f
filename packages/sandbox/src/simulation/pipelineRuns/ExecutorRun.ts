import type { ExecutionRow } from '../../pipelines/store';
import type { Subject } from '../families/Family';
import { pullForEver } from '../families/crashLoop';
import {
  at,
  record,
  records,
  text,
  texts,
  type Json,
  type Script,
} from '../kernel';
import { bringUp, schedule } from '../pods/bringUp';
import type { SimPod } from '../pods/SimPod';
import { chosenFate, secondsOf, type Fate } from './fates';
import { addArtifact, finishExecution, objectKey } from './finishExecution';
import { launchTrainJob, trainJobLaunch } from './launchTrainJob';
import type { PipelineWorld } from './pipelinePlanner';
import { launcherFlag } from './podSpecPatch';
import { pythonProgram, type PythonProgram } from './pythonProgram';
import {
  cudaOutOfMemory,
  happyEnd,
  launcherBanner,
  programBanner,
  programLines,
  traceback,
  unhappyEnd,
  uploadError,
} from './runLogs';

/** How often a program writes to its log, at least and at most. */
const MIN_PARTS = 3;
const MAX_PARTS = 12;

interface Settings {
  pipelines: PipelineWorld;
  subject: Subject;
  row: ExecutionRow;
  /** The patch of the pod. */
  patch: Json;
  /** 0 for the first. */
  attempt: number;
  rounds: readonly number[];
}

/** A task's container: the launcher, and the program within. */
export class ExecutorRun {
  readonly #settings: Settings;
  readonly #program: PythonProgram;
  readonly #outputs: Json;
  readonly #fate: Fate;
  readonly #lines: string[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
    const { subject, row, rounds, patch } = settings;
    const [main] = records(at(patch, 'containers'));
    this.#program = pythonProgram(texts(main?.args));
    this.#outputs = record(
      at(
        JSON.parse(launcherFlag(patch, '--executor_input') ?? '{}'),
        'outputs',
      ),
    );
    this.#fate = chosenFate({ subject, row, rounds, pod: patch });
  }

  *live(pod: SimPod): Script {
    const { row } = this.#settings;
    row.state = 'RUNNING';
    row.finishedAt = 0;
    delete row.message;
    try {
      yield* this.#work(pod);
    } finally {
      // Somebody ended it, or a deadline did.
      if (row.state === 'RUNNING') {
        this.#fail('The task was stopped before it had ended.');
      }
    }
  }

  *#work(pod: SimPod): Script {
    const { subject, rounds, row, patch } = this.#settings;
    const { world, random } = subject;
    if (this.#fate.name === 'image-pull') {
      yield* schedule([pod]);
      yield 1;
      yield* pullForEver(
        pod,
        `failed to resolve image: ${pod.image}: not found`,
        () => {},
      );
      return;
    }
    yield* bringUp(world, random, [pod]);
    row.startedAt = this.#now;
    // The launcher says which pod it is in, so that nobody knows before it runs.
    row.pods.push({ name: pod.name, uid: pod.uid, type: 'EXECUTOR' });
    this.#log(pod, launcherBanner(world.date));
    this.#log(pod, programBanner(this.#program, row, world.date, random));
    const seconds = secondsOf({ subject, row, rounds, pod: patch });
    const parts = Math.max(
      MIN_PARTS,
      Math.min(MAX_PARTS, Math.round(seconds / 8)),
    );
    const failing = this.#isFailing;
    for (let index = 0; index < parts; index += 1) {
      yield seconds / parts;
      this.#log(
        pod,
        programLines(this.#program, row, { index, of: parts }, random),
      );
      if (failing && index >= parts / 2) {
        break;
      }
    }
    while (this.#fate.name === 'endless') {
      yield subject.pause(20, 40);
      this.#log(pod, [`${row.taskName}: still waiting for data`]);
    }
    if (failing) {
      this.#break(pod);
    } else {
      yield* this.#finish(pod);
    }
  }

  get #isFailing(): boolean {
    const { name } = this.#fate;
    return name === 'flaky'
      ? this.#settings.attempt === 0
      : ['exception', 'cuda-out-of-memory', 'out-of-memory', 'exit'].includes(
          name,
        );
  }

  /** The program ends in the middle. */
  #break(pod: SimPod): void {
    const { random, world } = this.#settings.subject;
    const { row } = this.#settings;
    const { name, exitCode = 1 } = this.#fate;
    if (name === 'out-of-memory') {
      this.#fail('signal: killed');
      pod.exit({ exitCode: 137, reason: 'OOMKilled' });
      return;
    }
    if (name === 'cuda-out-of-memory') {
      this.#log(pod, cudaOutOfMemory(this.#program, random));
    } else if (name !== 'exit') {
      this.#log(pod, traceback(this.#program, row, random));
    }
    this.#log(pod, unhappyEnd(exitCode, world.date));
    this.#fail(`exit status ${exitCode}`);
    this.#keepLog();
    // The launcher ends with 1 whatever the program ended with.
    pod.exit({ exitCode: 1, reason: 'Error' });
  }

  *#finish(pod: SimPod): Script {
    const { pipelines, subject, row } = this.#settings;
    const { world, random } = subject;
    if (
      this.#fate.name === 'train-job' ||
      trainJobLaunch(this.#program) !== undefined
    ) {
      const job = launchTrainJob(pipelines, subject, row, this.#program);
      this.#log(pod, job.started);
      yield* job.wait();
      this.#log(pod, job.lines());
      if (job.isFailed()) {
        this.#break(pod);
        return;
      }
    }
    if (this.#fate.name === 'upload-error') {
      const [[name, list] = ['model', {}]] = Object.entries(
        record(this.#outputs.artifacts),
      );
      const [artifact] = records(at(list, 'artifacts'));
      this.#log(pod, uploadError(name, text(artifact?.uri) ?? '', world.date));
      this.#fail('failed to upload output artifacts');
      pod.exit({ exitCode: 1, reason: 'Error' });
      return;
    }
    finishExecution(pipelines.store, row, {
      program: this.#program,
      outputs: this.#outputs,
      random,
      now: this.#now,
    });
    this.#log(pod, happyEnd(this.#program, row, world.date));
    this.#keepLog();
    pod.exit({ exitCode: 0, reason: 'Completed' });
  }

  get #now(): number {
    return Math.floor(this.#settings.subject.world.date.getTime() / 1000);
  }

  #fail(message: string): void {
    const { row } = this.#settings;
    row.state = 'FAILED';
    row.message = message;
    row.finishedAt = this.#now;
  }

  #log(pod: SimPod, lines: string[]): void {
    this.#lines.push(...lines);
    pod.log(lines);
  }

  /** The launcher stores the program's log as an artifact of its own. */
  #keepLog(): void {
    const { pipelines, row } = this.#settings;
    const [artifact] = records(
      at(this.#outputs, 'artifacts', 'executor-logs', 'artifacts'),
    );
    const uri = text(artifact?.uri);
    const key = uri && objectKey(uri);
    if (uri && key) {
      pipelines.store.objects.put(key, `${this.#lines.join('\n')}\n`);
      row.outputs.artifacts['executor-logs'] = [];
      addArtifact(pipelines.store, row, {
        key: 'executor-logs',
        type: 'system.Artifact',
        uri,
        metadata: {},
        now: this.#now,
      });
    }
  }
}
