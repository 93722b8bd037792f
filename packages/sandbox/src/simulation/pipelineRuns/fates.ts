import type { ExecutionRow } from '../../pipelines/store';
import type { Subject } from '../families/Family';
import { at, records, text, texts, type Json, type Random } from '../kernel';
import { LIFE_ANNOTATION, SECONDS_ANNOTATION } from '../lifeAnnotation';
import { programInputs } from './finishExecution';

/** What becomes of a task. */
export const fates = [
  'ok',
  /** Its Python program raises an exception. */
  'exception',
  /** It runs out of the GPU's memory. */
  'cuda-out-of-memory',
  /** It is killed for its memory. */
  'out-of-memory',
  /** Its image cannot be pulled, ever. */
  'image-pull',
  /** It ends with the code after a colon: `exit:3`. */
  'exit',
  /** It fails at the first attempt only. */
  'flaky',
  /** The driver cannot prepare it. */
  'driver-error',
  /** The launcher cannot store what it gave. */
  'upload-error',
  /** It goes on and on, until somebody or a deadline ends it. */
  'endless',
  /** It starts a TrainJob and waits for it. */
  'train-job',
] as const;

export type FateName = (typeof fates)[number];

export interface Fate {
  name: FateName;
  exitCode?: number;
}

/** Environment variables with which a pipeline of one's own says what becomes of a task. */
const LIFE_VARIABLE = 'SANDBOX_LIFE';
const SECONDS_VARIABLE = 'SANDBOX_SECONDS';

/** `exit:3` */
function fateOf(word: string): Fate | undefined {
  const [name, code] = word.trim().split(':');
  const known = fates.find(fate => fate === name);
  return known && { name: known, ...(code ? { exitCode: Number(code) } : {}) };
}

/** `train=out-of-memory@0.2, trial[1]=exception`: the value for a task, or a round of it. */
function settingFor(
  settings: string | undefined,
  row: ExecutionRow,
  rounds: readonly number[],
  random: Random,
): string | undefined {
  for (const setting of (settings ?? '').split(',')) {
    const match =
      /^\s*([\w-]+)(?:\[(\d+)\])?=([\w:.-]+?)(?:@(0?\.\d+|1))?\s*$/.exec(
        setting,
      );
    if (!match) {
      continue;
    }
    const [, task, round, value, chance] = match;
    if (
      task === row.taskName &&
      (round === undefined || rounds.includes(Number(round))) &&
      (chance === undefined || random.chance(Number(chance)))
    ) {
      return value;
    }
  }
  return undefined;
}

function variable(pod: Json, name: string): string | undefined {
  const [main] = records(at(pod, 'containers'));
  return records(main?.env)
    .filter(one => one.name === name)
    .flatMap(({ value }) => text(value) ?? [])[0];
}

/** A condition of fate: which task of which Workflow, and what its pod is to be. */
export interface Lot {
  subject: Subject;
  row: ExecutionRow;
  /** Which round of each loop around it. */
  rounds: readonly number[];
  /** The patch of the pod. */
  pod: Json;
}

/**
 * What is to become of a task. The Workflow's annotation says so, or a variable of the task; else the program itself
 * as far as that is easily seen, its inputs `fail` and `odds`, and all is well.
 */
export function chosenFate({ subject, row, rounds, pod }: Lot): Fate {
  const random = subject.random.fork(`fate/${row.id}`);
  const life = subject.object.metadata.annotations?.[LIFE_ANNOTATION];
  const said = settingFor(life, row, rounds, random);
  const chosen = fateOf(said ?? variable(pod, LIFE_VARIABLE) ?? '');
  if (chosen) {
    return chosen;
  }
  const inputs = programInputs(row);
  if (isTrue(inputs.fail)) {
    return { name: 'exception' };
  }
  if (isTrue(inputs.odds)) {
    return { name: 'flaky', exitCode: 3 };
  }
  return seenFate(pod);
}

/** A driver fails only where the annotation says so, or by itself. */
export function isDriverToFail(
  subject: Subject,
  taskName: string,
  rounds: readonly number[],
): boolean {
  const life = subject.object.metadata.annotations?.[LIFE_ANNOTATION] ?? '';
  const row = { taskName } as ExecutionRow;
  return settingFor(life, row, rounds, subject.random) === 'driver-error';
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'number' && value > 0);
}

/** A script that ends with `exit 3`, a function that does nothing but raise. */
function seenFate(pod: Json): Fate {
  const [main] = records(at(pod, 'containers'));
  const args = texts(main?.args);
  if (/^\/?(?:\w+\/)*false$/.test(args[0] ?? '')) {
    return { name: 'exit', exitCode: 1 };
  }
  const script = /^(?:\/bin\/)?(?:ba)?sh$/.test(args[0] ?? '')
    ? args.find((arg, index) => index > 1 && !arg.startsWith('-'))
    : undefined;
  const code = /(?:^|[;\n])\s*exit\s+([1-9]\d{0,2})\s*;?\s*$/.exec(
    script ?? '',
  );
  if (code) {
    return { name: 'exit', exitCode: Number(code[1]) };
  }
  const source = args.find(arg => /^def \w+\(/m.test(arg)) ?? '';
  const raises =
    /^def \w+\([^]*?\)(?: ?->[^:]+)?:\n(?:\s+(?:import|from) .+\n|\s+print\(.+\n)*\s+(?:raise |sys\.exit\([1-9])/m;
  return raises.test(source) ? { name: 'exception' } : { name: 'ok' };
}

/** How many seconds the task's program takes. */
export function secondsOf({ subject, row, rounds, pod }: Lot): number {
  const { random } = subject;
  const annotation = subject.object.metadata.annotations?.[SECONDS_ANNOTATION];
  const said =
    settingFor(annotation, row, rounds, random) ??
    variable(pod, SECONDS_VARIABLE);
  const seconds = Number(said);
  return said !== undefined && seconds > 0
    ? Math.min(seconds, 86_400) * random.between(0.85, 1.15)
    : random.between(6, 15);
}
