import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asBoolean,
  asCount,
  asRecord,
  asRecords,
  asString,
  at,
  cleanText,
  createdAtOf,
  labelOf,
  namespaceOf,
  queueOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import {
  childByName,
  deleteVerb,
  emptyReading,
  fact,
  refineByAdmission,
  resumeBySpec,
  spanInWords,
  suspendBySpec,
  totalRead,
} from '../shared';
import type {
  FactReading,
  KindDefinition,
  PartReading,
  Reading,
} from '../types';
import { commandLine } from './containers';
import { failureVerdict } from './failure';
import { heldVerdict } from './held';
import {
  groupsInWords,
  groupsState,
  groupsVerdict,
  readJobGroups,
  replicasOfGroup,
} from './jobGroups';
import { childrenOfJobSet, jobSet, startOf } from './jobSet';
import { readTrainerStatus } from './trainerStatus';

/** The replicated job that trains, in every runtime that the Trainer ships (kubeflow/trainer, pkg/constants). */
const TRAINER_GROUP = 'node';

/** Groups of which the Trainer makes exactly one pod. */
const SINGLE_POD_GROUPS = new Set([
  'dataset-initializer',
  'model-initializer',
  'launcher',
]);

/**
 * A training job of Kubeflow Trainer v2. Source: kubeflow/trainer pkg/apis/trainer/v1alpha1/trainjob_types.go.
 *
 * Its only conditions are Suspended, Complete and Failed, and it has no times: whether it runs is read from the
 * counts of its Jobs, and the rest comes with its JobSet and its Kueue Workload.
 *
 * @public
 */
export const trainJob: KindDefinition = {
  id: 'trainjob',
  kind: 'TrainJob',
  group: 'trainer.kubeflow.org',
  versions: ['v1alpha1'],
  plural: 'trainjobs',
  scope: 'Namespaced',
  family: 'training',
  role: 'workload',
  title: { one: 'TrainJob', many: 'TrainJobs' },
  read: totalRead(readTrainJob),
  refine: refineTrainJob,
  children: object => {
    // The JobSet has the name of its TrainJob.
    const name = at(object, 'metadata', 'name');
    return [
      ...childrenOfJobSet(name),
      ...childByName(
        {
          group: jobSet.group,
          version: 'v1alpha2',
          plural: jobSet.plural,
          kind: jobSet.kind,
        },
        name,
      ),
    ];
  },
  verbs: [suspendBySpec(), resumeBySpec(), deleteVerb],
};

function readTrainJob(object: KubernetesObject): Reading {
  const { status } = object;
  const conditions = readConditions(status);
  const queue = queueOf(object);
  const numNodes = asCount(at(object, 'spec', 'trainer', 'numNodes'));
  const groups = readJobGroups(at(status, 'jobsStatus'));
  const replicas = groups.map(group =>
    replicasOfGroup(group, shapeOf(group.name, numNodes)),
  );
  const deadlineSeconds = asCount(at(object, 'spec', 'activeDeadlineSeconds'));

  const complete = trueCondition(conditions, 'Complete');
  const verdict = strongestVerdict([
    failureVerdict(trueCondition(conditions, 'Failed'), {
      deadlineSeconds,
      runtime: cleanText(at(object, 'spec', 'runtimeRef', 'name'), 253),
    }),
    complete && {
      state: 'succeeded',
      reason: complete.reason ?? 'Complete',
      message: 'Finished successfully.',
      since: complete.lastTransitionTime,
    },
    heldVerdict(asBoolean(at(object, 'spec', 'suspend')), conditions, queue),
    groupsVerdict(groupsState(groups), replicas, 'node'),
    {
      state: 'pending',
      reason: 'NothingCreated',
      message:
        'Accepted; nothing has been created for it yet. If that lasts, its events tell what is wrong.',
      since: createdAtOf(object),
    },
  ]);
  const isOver = isTerminalState(verdict.state);
  const startedAt =
    verdict.reason === 'TrainingRuntimeNotSupported'
      ? undefined
      : startOf(object, conditions, verdict.state);
  return emptyReading({
    ...verdict,
    since:
      verdict.since ?? (verdict.state === 'starting' ? startedAt : undefined),
    startedAt,
    finishedAt: isOver ? verdict.since : undefined,
    progress: readTrainerStatus(at(status, 'trainerStatus'), isOver),
    replicas,
    accelerators: readAccelerators(object, numNodes ?? 1),
    conditions,
    facts: readFacts(object, numNodes, deadlineSeconds),
    queue,
  });
}

/** The Trainer makes one Job per group, with one pod per node in the group that trains. */
function shapeOf(name: string, numNodes: number | undefined) {
  if (SINGLE_POD_GROUPS.has(name)) {
    return { podsPerJob: 1, jobs: 1 };
  }
  return name === TRAINER_GROUP && numNodes !== undefined
    ? { podsPerJob: numNodes, jobs: 1 }
    : {};
}

/**
 * `resourcesPerNode` of all nodes. Patches of the runtime cannot change resources, but they can demand nodes with a
 * certain product. What the runtime itself asks for is only known from the JobSet.
 */
function readAccelerators(
  object: KubernetesObject,
  numNodes: number,
): AcceleratorRequest[] {
  const nodeSelector = Object.assign(
    Object.create(null),
    ...[
      // Trainer 2.2 and later; 2.1 had podTemplateOverrides instead.
      ...asRecords(at(object, 'spec', 'runtimePatches')).flatMap(patch =>
        asRecords(
          at(
            patch,
            'trainingRuntimeSpec',
            'template',
            'spec',
            'replicatedJobs',
          ),
        ).map(job =>
          at(job, 'template', 'spec', 'template', 'spec', 'nodeSelector'),
        ),
      ),
      ...asRecords(at(object, 'spec', 'podTemplateOverrides')).map(override =>
        at(override, 'spec', 'nodeSelector'),
      ),
    ]
      .slice(0, 100)
      .map(selector => asRecord(selector) ?? {}),
  );
  const resources = at(object, 'spec', 'trainer', 'resourcesPerNode');
  return acceleratorsOfPodTemplate(
    { containers: [{ resources }], nodeSelector },
    numNodes,
  );
}

function readFacts(
  object: KubernetesObject,
  numNodes: number | undefined,
  deadlineSeconds: number | undefined,
): FactReading[] {
  const { spec } = object;
  const trainer = at(spec, 'trainer');
  const managedBy = asString(at(spec, 'managedBy'));
  return [
    ...runtimeFact(object),
    ...fact('image', at(trainer, 'image')),
    ...fact('command', commandLine(trainer)),
    ...fact('numNodes', numNodes),
    ...fact('procPerNode', at(trainer, 'numProcPerNode')),
    ...fact(
      'datasetInitializer',
      at(spec, 'initializer', 'dataset', 'storageUri'),
    ),
    ...fact('modelInitializer', at(spec, 'initializer', 'model', 'storageUri')),
    ...(deadlineSeconds === undefined
      ? []
      : fact('deadline', spanInWords(deadlineSeconds))),
    ...fact('priority', labelOf(object, 'kueue.x-k8s.io/priority-class')),
    // The default says nothing.
    ...(managedBy === 'trainer.kubeflow.org/trainjob-controller'
      ? []
      : fact('managedBy', managedBy)),
  ];
}

function runtimeFact(object: KubernetesObject): FactReading[] {
  const ref = at(object, 'spec', 'runtimeRef');
  const name = cleanText(at(ref, 'name'), 253);
  if (!name) {
    return [];
  }
  const group = asString(at(ref, 'apiGroup')) ?? trainJob.group;
  const kind = asString(at(ref, 'kind')) ?? 'ClusterTrainingRuntime';
  if (group === trainJob.group && kind === 'ClusterTrainingRuntime') {
    return fact('runtime', name, { kind: 'clustertrainingruntime', name });
  }
  if (group === trainJob.group && kind === 'TrainingRuntime') {
    return fact('runtime', name, {
      kind: 'trainingruntime',
      namespace: namespaceOf(object),
      name,
    });
  }
  return fact('runtime', `${kind} ${name}`);
}

/**
 * A TrainJob's JobSet is nearer to the pods than the copy of its counts in the TrainJob: it knows restarts, how many
 * pods there are to be, and which accelerators the runtime added. A job that is over, or held, is what it says itself.
 */
function refineTrainJob(
  reading: Reading,
  parts: readonly PartReading[],
): Reading {
  const part = parts.find(candidate => candidate.kind === jobSet.id)?.reading;
  return refineByAdmission(
    part ? refineByJobSet(reading, part) : reading,
    parts,
  );
}

function refineByJobSet(reading: Reading, part: Reading): Reading {
  const known = part.replicas.length > 0;
  const completed: Reading = {
    ...reading,
    replicas: known ? part.replicas : reading.replicas,
    accelerators: known ? part.accelerators : reading.accelerators,
    facts: [
      ...reading.facts,
      ...part.facts.filter(({ key }) => key === 'restarts'),
    ],
  };
  const isAtWork = ['pending', 'starting', 'running'].includes(reading.state);
  if (!isAtWork) {
    return completed;
  }
  switch (part.state) {
    case 'restarting':
      return {
        ...completed,
        state: 'restarting',
        reason: part.reason,
        message: part.message,
        since: part.since,
        startedAt: reading.startedAt ?? part.startedAt,
      };
    case 'running':
    case 'starting':
      return {
        ...completed,
        state: part.state,
        reason: part.reason,
        message: groupsInWords(part.state, part.replicas, 'node'),
        since: part.since,
        startedAt: reading.startedAt ?? part.startedAt,
      };
    default:
      return completed;
  }
}
