import type { JsonObject } from '../../json';
import { at, record, text } from '../../simulation/kernel/json';
import {
  argumentName,
  conditionOf,
  dependenciesOf,
  isExitTask,
  partsOf,
  stableJson,
  tasksOf,
  type SpecParts,
} from './components';
import {
  containerDriver,
  dagDriver,
  executor,
  importer,
  retryInputs,
} from './systemTemplates';

/** Images of tasks that only exist for their Kubernetes settings: they have a driver and nothing else. */
export const dummyImages: ReadonlySet<string> = new Set([
  'argostub/createpvc',
  'argostub/deletepvc',
  'argostub/createpv',
]);

interface Place {
  /** Placeholder for the execution of the DAG around. */
  parentDag: string;
  iterationIndex?: string;
  /** What runs after it, however it ends. */
  exitTemplate?: string;
  /** The task's own name, where it runs under another. */
  taskName?: string;
}

interface Settings {
  pipeline: string;
  displayName: string;
  spec: JsonObject;
  /** `platforms.kubernetes` of the platform spec. */
  kubernetes: JsonObject;
  runtimeConfig: JsonObject;
}

function parameters(values: Record<string, string | undefined>): JsonObject[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
}

function outputOf(task: string, name: string): string {
  return `{{tasks.${task}.outputs.parameters.${name}}}`;
}

function input(name: string): string {
  return `{{inputs.parameters.${name}}}`;
}

function depends(tasks: string[]): { depends?: string } {
  return tasks.length > 0
    ? { depends: tasks.map(task => `${task}.Succeeded`).join(' && ') }
    : {};
}

const parentInput = { parameters: [{ name: 'parent-dag-id' }] };

/**
 * Makes the templates and arguments of an Argo Workflow from a pipeline, laid out as the server's compiler lays them
 * out (`backend/src/v2/compiler/argocompiler`): readers know tasks by the names of the nodes that come of it.
 */
export class WorkflowCompiler {
  readonly #settings: Settings;
  readonly #parts: SpecParts;
  readonly #arguments = new Map<string, string>();
  readonly #templates = new Map<string, JsonObject>();
  readonly #visited = new Set<string>();

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#parts = partsOf(settings.spec);
  }

  /** @throws Error that says what the pipeline lacks */
  compile(): { arguments: JsonObject; templates: JsonObject[] } {
    this.#visit('root', this.#parts.root);
    return {
      arguments: {
        parameters: [...this.#arguments].map(([name, value]) => ({
          name,
          value,
        })),
      },
      templates: [...this.#templates.values()],
    };
  }

  /** Components before the DAGs that use them. */
  #visit(name: string, component: JsonObject, retryPolicy?: unknown): void {
    if (this.#visited.has(name)) return;
    this.#visited.add(name);
    this.#save('components', name, component);
    const tasks = tasksOf(component);
    if (!tasks) {
      const label = text(component.executorLabel) ?? '';
      const implementation = record(this.#parts.executors[label]);
      const body = implementation.container ?? implementation.importer;
      if (body === undefined) {
        throw new Error(
          `error processing component name=${JSON.stringify(name)}: executor(label=${JSON.stringify(label)}) not found in deployment config`,
        );
      }
      this.#save('implementations', name, body);
      const config = at(
        this.#settings.kubernetes,
        'deploymentSpec',
        'executors',
        label,
      );
      if (config !== undefined) {
        this.#arguments.set(`kubernetes-${name}`, stableJson(config));
      }
      return;
    }
    for (const [key, task] of tasks) {
      const used = text(at(task.componentRef, 'name')) ?? '';
      const component_ = this.#parts.components[used];
      if (!component_) {
        throw new Error(
          `error processing component name=${JSON.stringify(name)}: cannot find component ref name=${JSON.stringify(used)} of task ${JSON.stringify(key)}`,
        );
      }
      this.#visit(used, component_, task.retryPolicy ?? retryPolicy);
    }
    this.#dag(name, tasks, retryPolicy);
  }

  #dag(name: string, all: [string, JsonObject][], retryPolicy: unknown): void {
    const tasks = all.map(([key, task]): [string, JsonObject] => [
      key,
      retryPolicy && !task.retryPolicy ? { ...task, retryPolicy } : task,
    ]);
    const known = new Set(tasks.map(([key]) => key));
    for (const [key, task] of tasks) {
      const missing = dependenciesOf(task).find(other => !known.has(other));
      if (missing !== undefined) {
        throw new Error(
          `compiling DAG ${JSON.stringify(name)}: failed to add implicit deps: unknown producer task ${JSON.stringify(missing)} in DAG (task ${JSON.stringify(key)})`,
        );
      }
    }
    const place = { parentDag: input('parent-dag-id') };
    const exits = new Map<string, string>();
    for (const [key, task] of tasks.filter(([, one]) => isExitTask(one))) {
      const template = `exit-hook-${name}-${key}`;
      dependenciesOf(task).forEach(other => exits.set(other, template));
      this.#templates.set(template, {
        name: template,
        inputs: parentInput,
        dag: { tasks: this.#task(key, task, place) },
      });
    }
    const own = tasks.filter(([, task]) => !isExitTask(task));
    if (own.length === 0) {
      throw new Error(`DAG ${name} must contain one or more non-exit tasks`);
    }
    this.#templates.set(name, {
      name,
      inputs: parentInput,
      dag: {
        tasks: own.flatMap(([key, task]) =>
          this.#task(key, task, { ...place, exitTemplate: exits.get(key) }),
        ),
      },
    });
    if (name === 'root') this.#entrypoint();
  }

  #entrypoint(): void {
    const driver = this.#dagDriver('root-driver', {
      component: this.#component('root'),
      'runtime-config': stableJson(this.#settings.runtimeConfig),
      'driver-type': 'ROOT_DAG',
    });
    this.#templates.set('entrypoint', {
      name: 'entrypoint',
      dag: {
        tasks: [
          driver,
          {
            name: 'root',
            template: 'root',
            arguments: {
              parameters: parameters({
                'parent-dag-id': outputOf('root-driver', 'execution-id'),
                condition: '',
              }),
            },
            ...depends(['root-driver']),
          },
        ],
      },
    });
  }

  #task(name: string, task: JsonObject, place: Place): JsonObject[] {
    const used = text(at(task.componentRef, 'name')) ?? '';
    const component = record(this.#parts.components[used]);
    const isLoop =
      task.parameterIterator !== undefined ||
      task.artifactIterator !== undefined;
    if (place.iterationIndex === undefined && isLoop) {
      return [this.#loop(name, task, used, place)];
    }
    if (component.dag !== undefined) {
      return this.#subDag(name, task, used, place);
    }
    const executorSpec = record(
      this.#parts.executors[text(component.executorLabel) ?? ''],
    );
    return executorSpec.importer === undefined
      ? this.#container(name, task, used, record(executorSpec.container), place)
      : [this.#importer(name, task, used, place)];
  }

  /** Iterations have nothing to wait for, nor has what runs after an end. */
  #waits(task: JsonObject, place: Place): { depends?: string } {
    return place.iterationIndex === undefined && !isExitTask(task)
      ? depends(dependenciesOf(task))
      : {};
  }

  #exit(place: Place): JsonObject {
    return place.exitTemplate === undefined
      ? {}
      : {
          hooks: {
            exit: {
              template: place.exitTemplate,
              arguments: {
                parameters: parameters({ 'parent-dag-id': place.parentDag }),
              },
            },
          },
        };
  }

  #subDag(
    name: string,
    task: JsonObject,
    used: string,
    place: Place,
  ): JsonObject[] {
    const driverName = `${name}-driver`;
    const condition = outputOf(driverName, 'condition');
    const driver = this.#dagDriver(driverName, {
      component: this.#component(used),
      'iteration-index': place.iterationIndex,
      'parent-dag-id': place.parentDag,
      task: stableJson(task),
      'task-name': place.taskName ?? name,
    });
    return [
      { ...driver, ...this.#waits(task, place) },
      {
        name,
        template: used,
        arguments: {
          parameters: parameters({
            'parent-dag-id': outputOf(driverName, 'execution-id'),
            condition,
          }),
        },
        ...depends([driverName]),
        ...(conditionOf(task) ? { when: `${condition} != false` } : {}),
        ...this.#exit(place),
      },
    ];
  }

  #container(
    name: string,
    task: JsonObject,
    used: string,
    container: JsonObject,
    place: Place,
  ): JsonObject[] {
    this.#add(
      containerDriver(this.#settings.pipeline, this.#settings.displayName),
    );
    const driverName = `${name}-driver`;
    const driver: JsonObject = {
      name: driverName,
      template: 'system-container-driver',
      arguments: {
        parameters: parameters({
          component: this.#component(used),
          task: stableJson(task),
          container: `{{workflow.parameters.implementations-${argumentName(this.#parts, used)}}}`,
          'task-name': place.taskName ?? name,
          'parent-dag-id': place.parentDag,
          'iteration-index': place.iterationIndex,
          'kubernetes-config': this.#arguments.has(`kubernetes-${used}`)
            ? `{{workflow.parameters.kubernetes-${used}}}`
            : undefined,
        }),
      },
      ...this.#waits(task, place),
    };
    if (dummyImages.has(String(container.image))) return [{ ...driver, name }];
    const retryPolicy = record(task.retryPolicy);
    const retried = Object.keys(retryPolicy).length > 0;
    executor(retried).forEach(template => this.#add(template));
    const seconds = (value: unknown) =>
      text(value)?.replace(/s$/, '').split('.')[0];
    const [count, duration, factor, longest] = retryInputs;
    return [
      driver,
      {
        name,
        template: `${retried ? 'retry-' : ''}system-container-executor`,
        arguments: {
          parameters: [
            ...parameters({
              'pod-spec-patch': outputOf(driverName, 'pod-spec-patch'),
            }),
            {
              name: 'cached-decision',
              default: 'false',
              value: outputOf(driverName, 'cached-decision'),
            },
            ...(retried
              ? parameters({
                  [count]: String(retryPolicy.maxRetryCount ?? 0),
                  [duration]: seconds(retryPolicy.backoffDuration),
                  [factor]: String(retryPolicy.backoffFactor ?? 0),
                  [longest]: seconds(retryPolicy.backoffMaxDuration),
                })
              : []),
          ],
        },
        ...depends([driverName]),
        ...(conditionOf(task)
          ? { when: `${outputOf(driverName, 'condition')} != false` }
          : {}),
        ...this.#exit(place),
      },
    ];
  }

  #importer(
    name: string,
    task: JsonObject,
    used: string,
    place: Place,
  ): JsonObject {
    if (conditionOf(task)) {
      throw new Error(
        `compiling task ${JSON.stringify(name)}: triggerPolicy.condition on importer task is not supported`,
      );
    }
    const spec = record(
      this.#parts.executors[
        text(this.#parts.components[used]?.executorLabel) ?? ''
      ],
    );
    const intoWorkspace =
      at(spec.importer, 'downloadToWorkspace') === true ? '-workspace' : '';
    const template = `system-importer${intoWorkspace}`;
    this.#add({ ...importer(this.#settings.pipeline), name: template });
    // The server's compiler forgets what an importer waits for.
    return {
      name,
      template,
      arguments: {
        parameters: parameters({
          task: stableJson(task),
          component: this.#component(used),
          importer: `{{workflow.parameters.implementations-${argumentName(this.#parts, used)}}}`,
          'parent-dag-id': place.parentDag,
        }),
      },
    };
  }

  #loop(
    name: string,
    task: JsonObject,
    used: string,
    place: Place,
  ): JsonObject {
    if (task.artifactIterator !== undefined) {
      throw new Error(
        `compiling task ${JSON.stringify(name)}: artifact iterator not implemented yet`,
      );
    }
    const template = `${used}-${name}-iterator`;
    const iteration = `${used}-iteration`;
    const condition = outputOf('iteration-driver', 'condition');
    const items = this.#task('iteration-item', task, {
      parentDag: input('parent-dag-id'),
      iterationIndex: input('iteration-index'),
      taskName: name,
    });
    this.#templates.set(iteration, {
      name: iteration,
      inputs: {
        parameters: [{ name: 'parent-dag-id' }, { name: 'iteration-index' }],
      },
      dag: { tasks: items },
    });
    const limit = at(task.iteratorPolicy, 'parallelismLimit');
    this.#templates.set(template, {
      name: template,
      inputs: parentInput,
      ...(typeof limit === 'number' && limit > 0 ? { parallelism: limit } : {}),
      dag: {
        tasks: [
          this.#dagDriver('iteration-driver', {
            component: this.#component(used),
            'parent-dag-id': input('parent-dag-id'),
            task: stableJson(task),
            'task-name': name,
          }),
          {
            name: 'iteration-iterations',
            template: iteration,
            arguments: {
              parameters: parameters({
                'parent-dag-id': outputOf('iteration-driver', 'execution-id'),
                'iteration-index': '{{item}}',
              }),
            },
            withSequence: {
              count: outputOf('iteration-driver', 'iteration-count'),
            },
            ...depends(['iteration-driver']),
            ...(conditionOf(task) ? { when: `${condition} != false` } : {}),
          },
        ],
      },
    });
    return {
      name,
      template,
      arguments: {
        parameters: parameters({ 'parent-dag-id': place.parentDag }),
      },
      ...depends(dependenciesOf(task)),
    };
  }

  #dagDriver(
    name: string,
    values: Record<string, string | undefined>,
  ): JsonObject {
    this.#add(dagDriver(this.#settings.pipeline, this.#settings.displayName));
    return {
      name,
      template: 'system-dag-driver',
      arguments: { parameters: parameters(values) },
    };
  }

  #component(name: string): string {
    return `{{workflow.parameters.components-${argumentName(this.#parts, name)}}}`;
  }

  #save(kind: string, name: string, value: unknown): void {
    const key = `${kind}-${argumentName(this.#parts, name)}`;
    if (!this.#arguments.has(key)) {
      this.#arguments.set(key, stableJson(value));
    }
  }

  #add(template: JsonObject): void {
    const name = String(template.name);
    if (!this.#templates.has(name)) this.#templates.set(name, template);
  }
}
