import type {
  CreateRecurringRunRequest,
  CreateRunRequest,
  PipelineInput,
  RecurringRun,
  RunDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  parameterText,
  parseParameter,
  type ParameterProblem,
  type ParameterText,
} from './parameterText';

/** How often a draft is to run. */
export type RunRhythm = 'once' | 'interval' | 'cron';

/** Units of an interval, in seconds. */
export const intervalUnits = {
  minutes: 60,
  hours: 3_600,
  days: 86_400,
  weeks: 604_800,
} as const;

/** @see intervalUnits */
export type IntervalUnit = keyof typeof intervalUnits;

/** Everything that a person says about a run that is to be, as typed. */
export interface RunDraft {
  /** Absent: nobody has given one, so the one that is suggested holds. */
  name: string | undefined;
  description: string;
  experimentId: string | undefined;
  serviceAccount: string;
  pipelineRoot: string;
  cache: boolean;
  rhythm: RunRhythm;
  every: string;
  unit: IntervalUnit;
  cron: string;
  /** As a `datetime-local` field has it, in the viewer's time zone; empty: no limit. */
  startAt: string;
  endAt: string;
  maxConcurrency: string;
  catchUp: boolean;
  parameters: Record<string, ParameterText>;
}

/** Fields of a draft that can be wrong. */
export type DraftField =
  'name' | 'every' | 'cron' | 'window' | 'startAt' | 'endAt' | 'maxConcurrency';

/** What is wrong with a draft. Empty: it can be sent. */
export interface DraftProblems {
  fields: Partial<Record<DraftField, true>>;
  parameters: Record<string, ParameterProblem>;
}

/** A draft of which nothing is known. */
export function emptyDraft(name?: string): RunDraft {
  return {
    name,
    description: '',
    experimentId: undefined,
    serviceAccount: '',
    pipelineRoot: '',
    cache: true,
    rhythm: 'once',
    every: '1',
    unit: 'hours',
    cron: '0 0 6 * * *',
    startAt: '',
    endAt: '',
    maxConcurrency: '1',
    catchUp: false,
    parameters: {},
  };
}

/** A draft of a run like an earlier one. */
export function draftOfRun(
  { run, parameters, pipelineRoot }: RunDetail,
  name: string,
): RunDraft {
  return {
    ...emptyDraft(name),
    description: run.description ?? '',
    experimentId: run.experimentId,
    serviceAccount: run.serviceAccount ?? '',
    pipelineRoot: pipelineRoot ?? '',
    parameters: textsOf(parameters),
  };
}

/** A draft of a recurring run like another. */
export function draftOfRecurringRun(
  recurring: RecurringRun,
  name: string,
): RunDraft {
  const { trigger } = recurring;
  const { every, unit } = intervalOf(trigger.intervalSeconds ?? 3_600);
  return {
    ...emptyDraft(name),
    description: recurring.description ?? '',
    experimentId: recurring.experimentId,
    serviceAccount: recurring.serviceAccount ?? '',
    pipelineRoot: recurring.pipelineRoot ?? '',
    rhythm: trigger.cron === undefined ? 'interval' : 'cron',
    cron: trigger.cron ?? emptyDraft().cron,
    every,
    unit,
    startAt: localTime(trigger.startAt),
    endAt: localTime(trigger.endAt),
    maxConcurrency: String(recurring.maxConcurrency ?? 1),
    catchUp: recurring.catchUp,
    parameters: textsOf(recurring.parameters),
  };
}

function textsOf(
  values: Readonly<Record<string, unknown>>,
): Record<string, ParameterText> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, parameterText(value)]),
  );
}

/** The largest unit that the seconds are a whole number of. */
function intervalOf(seconds: number): { every: string; unit: IntervalUnit } {
  for (const unit of ['weeks', 'days', 'hours'] as const) {
    if (seconds % intervalUnits[unit] === 0) {
      return { every: String(seconds / intervalUnits[unit]), unit };
    }
  }
  return { every: String(seconds / intervalUnits.minutes), unit: 'minutes' };
}

/** A time as a `datetime-local` field has it. */
function localTime(time: string | undefined): string {
  if (time === undefined) {
    return '';
  }
  const date = new Date(time);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return Number.isNaN(date.getTime()) ? '' : shifted.toISOString().slice(0, 16);
}

/** Which inputs a form can give: artifacts cannot be given to a run, only to a task. */
export function parametersOf(
  inputs: readonly PipelineInput[],
): PipelineInput[] {
  return inputs.filter(input => input.is === 'parameter');
}

/** What has to be set right before the draft can be sent. */
export function draftProblems(
  draft: RunDraft,
  inputs: readonly PipelineInput[],
  isValidCron: (expression: string) => boolean,
): DraftProblems {
  const fields: DraftProblems['fields'] = {};
  if (draft.name?.trim() === '') {
    fields.name = true;
  }
  if (draft.rhythm === 'interval' && intervalSeconds(draft) === undefined) {
    fields.every = true;
  }
  if (draft.rhythm === 'cron' && !isValidCron(draft.cron)) {
    fields.cron = true;
  }
  if (draft.rhythm !== 'once') {
    const count = Number(draft.maxConcurrency);
    if (!/^\d+$/.test(draft.maxConcurrency) || count < 1 || count > 10) {
      fields.maxConcurrency = true;
    }
    const [start, end] = [isoTime(draft.startAt), isoTime(draft.endAt)];
    if (draft.startAt !== '' && start === undefined) {
      fields.startAt = true;
    }
    if (draft.endAt !== '' && end === undefined) {
      fields.endAt = true;
    }
    if (start !== undefined && end !== undefined && start >= end) {
      fields.window = true;
    }
  }
  const parameters: DraftProblems['parameters'] = {};
  for (const input of parametersOf(inputs)) {
    const { problem } = parseParameter(input, draft.parameters[input.name]);
    if (problem !== undefined) {
      parameters[input.name] = problem;
    }
  }
  return { fields, parameters };
}

function intervalSeconds({ every, unit }: RunDraft): number | undefined {
  const seconds = Number(every) * intervalUnits[unit];
  return /^\d+(\.\d+)?$/.test(every) &&
    seconds >= 60 &&
    Number.isInteger(seconds)
    ? seconds
    : undefined;
}

function isoTime(local: string): string | undefined {
  const milliseconds = local === '' ? Number.NaN : Date.parse(local);
  return Number.isNaN(milliseconds)
    ? undefined
    : new Date(milliseconds).toISOString();
}

/** What the run is made of. */
export interface DraftSource {
  namespace?: string;
  pipelineId?: string;
  versionId?: string;
  /** Of a run that was made of a bare specification. */
  spec?: Record<string, unknown>;
}

/** The request that makes the run. The draft must have no problems. */
export function toRunRequest(
  draft: RunDraft,
  source: DraftSource,
  inputs: readonly PipelineInput[],
  suggestedName: string,
): CreateRunRequest {
  const parameters: Record<string, unknown> = {};
  for (const input of parametersOf(inputs)) {
    const { value } = parseParameter(input, draft.parameters[input.name]);
    if (value !== undefined) {
      parameters[input.name] = value;
    }
  }
  return {
    name: (draft.name ?? suggestedName).trim(),
    ...text('description', draft.description),
    ...source,
    ...(draft.experimentId && { experimentId: draft.experimentId }),
    ...text('pipelineRoot', draft.pipelineRoot),
    ...text('serviceAccount', draft.serviceAccount),
    parameters,
    cache: draft.cache,
  };
}

/** The request that makes the recurring run. The draft must have no problems. */
export function toRecurringRunRequest(
  draft: RunDraft,
  source: DraftSource,
  inputs: readonly PipelineInput[],
  suggestedName: string,
): CreateRecurringRunRequest {
  return {
    ...toRunRequest(draft, source, inputs, suggestedName),
    trigger: {
      ...(draft.rhythm === 'cron'
        ? { cron: draft.cron.trim() }
        : { intervalSeconds: intervalSeconds(draft) }),
      startAt: isoTime(draft.startAt),
      endAt: isoTime(draft.endAt),
    },
    maxConcurrency: Number(draft.maxConcurrency),
    catchUp: draft.catchUp,
    enabled: true,
  };
}

function text<K extends string>(key: K, value: string): { [k in K]?: string } {
  const trimmed = value.trim();
  return trimmed === '' ? {} : ({ [key]: trimmed } as { [k in K]?: string });
}
