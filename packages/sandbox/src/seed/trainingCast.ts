import type { LifeName } from '../simulation/lives';
import type { JobWish } from './jobs';
import type { TrainingIdea } from './trainingCatalog';
import { ideas } from './trainingCatalog';

/** A job of the first scene: when it came, what becomes of it, and how long it takes when all goes well. */
export interface CastMember {
  /** Minutes before the simulation starts. */
  minutesAgo: number;
  idea: TrainingIdea;
  name: string;
  life: LifeName;
  minutes: number;
  change?: Partial<JobWish>;
}

function cast(
  minutesAgo: number,
  key: keyof typeof ideas,
  suffix: string,
  life: LifeName,
  minutes: number,
  change?: Partial<JobWish>,
): CastMember {
  const idea: TrainingIdea = ideas[key];
  return {
    minutesAgo,
    idea,
    name: `${idea.name}${suffix}`,
    life,
    minutes,
    change,
  };
}

const never = { runtime: { name: 'torch-distributed-gpu' } };
const onFailure = { runtime: { name: 'torch-distributed' } };

/**
 * The first scene. Times are such that the quotas of 16 GPUs a team are all but taken at the start, a handful of jobs
 * wait, and every failure worth seeing has happened within the last hour, so that its events are still there.
 */
export const trainingCast: readonly CastMember[] = [
  // Over for a while.
  cast(290, 'resnet50', '-101', 'healthy', 62),
  cast(285, 'bert', '-17', 'healthy', 35),
  cast(270, 'mobilenet', '-8', 'healthy', 40),
  cast(262, 'churn', '-2026w45', 'healthy', 18),
  cast(250, 'whisper', '-3', 'healthy', 55),
  cast(235, 'paddleOcr', '-5', 'healthy', 44),
  cast(220, 'ner', '-12', 'healthy', 25),
  cast(205, 'horovod', '-2', 'healthy', 30),
  cast(200, 'llama', '-support-1', 'healthy', 70),
  cast(190, 'yolo', '-22', 'healthy', 38),
  cast(176, 'translation', '-4', 'healthy', 41),
  cast(160, 'churn', '-2026w46', 'healthy', 16),
  cast(150, 'spelling', '-9', 'healthy', 22),
  cast(140, 'diffusion', '-shoes', 'healthy', 33),
  cast(118, 'efficientnet', '-31', 'healthy', 36),
  cast(100, 'tickets', '-77', 'healthy', 20),
  // Still at it, for hours.
  cast(210, 'vit', '-v3', 'healthy', 520),
  cast(125, 'segmentAnything', '-2', 'healthy', 170),
  cast(110, 'reward', '-6', 'healthy', 260),
  cast(95, 'mistral', '-4', 'healthy', 240),
  cast(80, 'clip', '-12', 'healthy', 150),
  // Failed within the hour, each in its own way.
  cast(58, 'pretrain', '-run4', 'nccl-timeout', 40, never),
  cast(56, 'depth', '-7', 'out-of-memory', 20, { ...never, queued: false }),
  cast(52, 'embeddings', '-large', 'cuda-out-of-memory', 60, never),
  cast(49, 'yolo', '-23', 'bad-entry-point', 30, {
    ...never,
    command: ['trochrun', 'train.py'],
  }),
  cast(47, 'mobilenet', '-9', 'command-not-found', 30, {
    command: ['bash', '-c', 'acclerate launch train.py'],
  }),
  cast(44, 'whisper', '-4', 'image-pull', 30, {
    queued: false,
    image: 'ghcr.io/acme/whisper-train:2.14-rc9',
    deadlineSeconds: 1500,
  }),
  cast(41, 'diffusion', '-bags', 'too-slow', 20, { deadlineSeconds: 1500 }),
  cast(38, 'ner', '-13', 'out-of-memory', 25),
  cast(33, 'churn', '-2026w47', 'command-not-found', 15),
  cast(30, 'horovod', '-3', 'cuda-out-of-memory', 30),
  // In trouble right now.
  cast(28, 'spelling', '-10', 'crash-loop', 40, onFailure),
  cast(26, 'resnet50', '-4k', 'unschedulable', 40, {
    gpus: 16,
    nodes: 1,
    queued: false,
  }),
  cast(19, 'paddleOcr', '-6', 'image-pull', 30, {
    queued: false,
    image: 'paddlepaddle/paddle:3.1.O-gpu',
  }),
  cast(17, 'depth', '-8', 'healthy', 30, {
    queued: false,
    runtime: { name: 'torch-distributed-b200' },
  }),
  cast(13, 'tickets', '-78', 'crash-loop', 30),
  // Running.
  cast(46, 'translation', '-5', 'healthy', 70),
  cast(40, 'spelling', '-11', 'healthy', 75),
  cast(36, 'resnet50', '-102', 'healthy', 64),
  cast(27, 'efficientnet', '-32', 'healthy', 45),
  cast(24, 'bert', '-18', 'healthy', 38),
  cast(22, 'mobilenet', '-10', 'healthy', 36),
  cast(21, 't5', '-3', 'healthy', 50),
  cast(18, 'tickets', '-79', 'healthy', 28),
  cast(16, 'depth', '-9', 'restarts-once', 34, {
    ...{ runtime: { name: 'torch-distributed-resilient' } },
  }),
  cast(14, 'churn', '-2026w47b', 'healthy', 24),
  cast(12, 'llama', '-support-2', 'healthy', 55),
  // Wait for their team's quota.
  cast(11, 'segmentAnything', '-3', 'healthy', 40),
  cast(9, 'yolo', '-24', 'healthy', 26),
  cast(8, 'pretrain', '-run5', 'healthy', 60),
  cast(7, 'clip', '-13', 'healthy', 28),
  cast(6, 'embeddings', '-xl', 'healthy', 35),
  cast(5, 'mistral', '-5', 'healthy', 50),
  // More urgent than the rest of its queue: takes the place of the youngest.
  cast(4, 'reward', '-hotfix', 'healthy', 15, { priority: 'production' }),
  // Held by their owners.
  cast(75, 'diffusion', '-draft', 'healthy', 30, {
    queued: false,
    suspended: true,
  }),
  cast(31, 'spelling', '-12', 'healthy', 30, { suspended: true }),
  // Just came.
  cast(0.4, 'ner', '-14', 'healthy', 9, { queued: false }),
  cast(0.2, 'mobilenet', '-11', 'healthy', 8),
];
