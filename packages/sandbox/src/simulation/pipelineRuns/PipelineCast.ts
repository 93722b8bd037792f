import type { RunRow, RecurringRow } from '../../pipelines';
import { parseTemplate, type Template } from '../../pipelines';
import {
  compiledPipeline,
  seededExperiments,
  seededPipelines,
  seededRecurringRuns,
  seededRuns,
  type SeededRecurringRun,
  type SeededRun,
} from '../../seed/pipelines';
import type { FamilyManager } from '../families/FamilyManager';
import type { Script } from '../kernel';
import { LIFE_ANNOTATION, SECONDS_ANNOTATION } from '../lifeAnnotation';
import { resources } from '../resources';
import type { World } from '../World';
import type { PipelineRuntime } from './PipelineRuntime';

const DAY = 24 * 3600;

const templates = new Map<string, Template>();

/** Read once, however many clusters there are. */
function templateOf(name: string, version: string): Template {
  const key = `${name}/${version}`;
  const known = templates.get(key);
  const template = known ?? parseTemplate(compiledPipeline(name, version));
  templates.set(key, template);
  return template;
}

/** A run as the simulation starts it. */
export type StartedRun = Omit<SeededRun, 'minutesAgo' | 'then'>;

/** The pipelines, experiments and runs of both teams. */
export class PipelineCast {
  readonly #runtime: PipelineRuntime;
  readonly #manager: FamilyManager;
  readonly #world: World;
  readonly #recurring = new Set<string>();
  readonly #started = new Set<string>();

  constructor(runtime: PipelineRuntime, manager: FamilyManager, world: World) {
    this.#runtime = runtime;
    this.#manager = manager;
    this.#world = world;
  }

  /** Runs that the simulation started, and those of its recurring runs. */
  get ownRuns(): RunRow[] {
    return this.#runtime.store.runs
      .all()
      .filter(
        ({ id, recurringRunId }) =>
          this.#started.has(id) || this.#recurring.has(recurringRunId),
      );
  }

  /** What was there before any run. */
  found(): void {
    this.#runtime.within(() => {
      seededPipelines.forEach(pipeline => this.#pipeline(pipeline));
      for (const { name, description, team, daysAgo } of seededExperiments) {
        const { id } = this.#runtime.backend.experiments.insert({
          name,
          description,
          namespace: team.namespace,
        });
        this.#runtime.store.experiments.change(id, {
          createdAt: this.#daysAgo(daysAgo),
        });
      }
    });
  }

  /** Writes what happens, and when, into the agenda. */
  schedule(): void {
    const { agenda } = this.#world;
    for (const seed of seededRecurringRuns) {
      agenda.at(-60 * seed.minutesAgo, () => this.#recur(seed));
    }
    for (const seed of seededRuns) {
      agenda.at(-60 * seed.minutesAgo, () => {
        const run = this.start(seed);
        for (const act of run ? (seed.then ?? []) : []) {
          agenda.start(this.#act(run!.id, act.does), 60 * act.after);
        }
      });
    }
    for (const { name, isArchived } of seededExperiments) {
      const experiment = this.#experiment(name);
      if (isArchived && experiment) {
        agenda.at(-12 * DAY, () =>
          this.#runtime.within(() =>
            this.#runtime.backend.experiments.archive(
              this.#runtime.backend.itself,
              experiment.id,
            ),
          ),
        );
      }
    }
  }

  /** Starts a run now; nothing where its pipeline, experiment or namespace is gone. */
  start(wish: StartedRun): RunRow | undefined {
    const { backend, store } = this.#runtime;
    const experiment = this.#experiment(wish.experiment);
    const source = this.#source(wish.pipeline, wish.version);
    if (
      !experiment ||
      !source ||
      !this.#world.serves(resources.workflows) ||
      !this.#world.hasNamespace(experiment.namespace)
    ) {
      return undefined;
    }
    const run = this.#runtime.within(() =>
      backend.runs.create(backend.itself, {
        displayName: wish.name,
        description: wish.description ?? '',
        experimentId: experiment.id,
        source,
        config: { parameters: wish.parameters ?? {}, pipelineRoot: '' },
        serviceAccount: 'default-editor',
        annotations: annotationsOf(wish),
      }),
    );
    this.#started.add(run.id);
    return store.runs.find(run.id);
  }

  remove(run: RunRow): void {
    const { backend, store } = this.#runtime;
    this.#runtime.within(() => backend.runs.remove(backend.itself, run.id));
    store.objects.remove(`artifacts/${run.k8sName}/`);
    store.objects.removeContaining(`/${run.id}/`);
    this.#started.delete(run.id);
  }

  removeWorkflow({ namespace, k8sName }: RunRow): void {
    this.#world.cluster.delete({
      ...resources.workflows,
      namespace,
      name: k8sName,
    });
  }

  #daysAgo(days: number): number {
    return Math.floor(this.#world.timeline.wall(-days * DAY).getTime() / 1000);
  }

  #experiment(name: string) {
    const { experiments } = this.#runtime.store;
    return experiments.all().find(row => row.name === name);
  }

  #source(name: string, version: string | undefined) {
    const { store } = this.#runtime;
    const pipeline = store.pipelines.all().find(row => row.name === name);
    if (!pipeline) {
      return undefined;
    }
    if (version === undefined) {
      return { pipelineId: pipeline.id, versionId: '' };
    }
    const found = store
      .versionsOf(pipeline.id)
      .find(row => row.name === version);
    return found && { pipelineId: pipeline.id, versionId: found.id };
  }

  #pipeline(seed: (typeof seededPipelines)[number]): void {
    const { store, backend } = this.#runtime;
    const { host } = backend;
    const { id } = store.pipelines.put({
      id: host.uuid(),
      name: seed.name,
      displayName: seed.name,
      description: seed.description,
      createdAt: this.#daysAgo(seed.daysAgo),
      namespace: backend.multiUser ? seed.team.namespace : '',
      tags: seed.tags,
    });
    for (const { name, daysAgo, description } of seed.versions) {
      store.versions.put({
        id: host.uuid(),
        pipelineId: id,
        name,
        displayName: name,
        description,
        createdAt: this.#daysAgo(daysAgo),
        codeSourceUrl: `https://git.acme.example/${seed.team.namespace}/pipelines/blob/main/${seed.name.replaceAll('-', '_')}.py`,
        packageUrl: '',
        template: templateOf(seed.name, name),
        tags: seed.tags,
      });
    }
  }

  #recur(seed: SeededRecurringRun): void {
    const { backend } = this.#runtime;
    const experiment = this.#experiment(seed.experiment);
    const source = this.#source(seed.pipeline, seed.version);
    if (
      !experiment ||
      !source ||
      !this.#world.serves(resources.scheduledWorkflows)
    ) {
      return;
    }
    const row: RecurringRow = this.#runtime.within(() =>
      backend.recurringRuns.create(backend.itself, {
        displayName: seed.name,
        description: '',
        experimentId: experiment.id,
        namespace: experiment.namespace,
        source,
        config: { parameters: seed.parameters ?? {}, pipelineRoot: '' },
        serviceAccount: 'default-editor',
        trigger: {
          ...(seed.cron ? { cron: { expression: seed.cron } } : {}),
          ...(seed.everySeconds
            ? { periodic: { seconds: seed.everySeconds } }
            : {}),
        },
        maxConcurrency: seed.maxConcurrency ?? 1,
        noCatchup: seed.noCatchup ?? false,
        enabled: seed.enabled,
      }),
    );
    this.#recurring.add(row.id);
    const { namespace, k8sName: name } = row;
    this.#world.cluster.patch(
      { ...resources.scheduledWorkflows, namespace, name },
      { metadata: { annotations: annotationsOf(seed) } },
    );
    this.#manager.refresh('ScheduledWorkflow', namespace, name);
  }

  /** What a person does to a run, as soon as that can be done. */
  *#act(runId: string, does: 'archive' | 'terminate' | 'retry'): Script {
    const { backend, store } = this.#runtime;
    while (
      does === 'retry' &&
      !['SUCCEEDED', 'FAILED'].includes(store.runs.find(runId)?.state ?? '')
    ) {
      if (!store.runs.find(runId)) {
        return;
      }
      yield 30;
    }
    const run = store.runs.find(runId);
    if (!run || (does === 'terminate' && run.finishedAt > 0)) {
      return;
    }
    this.#runtime.within(() => backend.runs[does](backend.itself, runId));
    const { namespace, k8sName: name } = run;
    if (does === 'retry') {
      // What was wrong was put right before.
      this.#world.patch(
        { ...resources.workflows, namespace, name },
        { metadata: { annotations: { [LIFE_ANNOTATION]: null } } },
      );
    }
    const id = { ...resources.workflows, namespace, name };
    const workflow = this.#world.cluster.get(id);
    if (workflow) {
      // In the past nobody watches.
      this.#runtime.within(() => backend.agent.report(workflow));
    }
    this.#manager.refresh('Workflow', namespace, name);
  }
}

function annotationsOf({
  life,
  seconds,
}: {
  life?: string;
  seconds?: string;
}): Record<string, string> {
  return {
    ...(life ? { [LIFE_ANNOTATION]: life } : {}),
    ...(seconds ? { [SECONDS_ANNOTATION]: seconds } : {}),
  };
}
