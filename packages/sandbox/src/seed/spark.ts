import type { FamilySeed } from './FamilySeed';
import { seed } from './FamilySeed';
import type { Team } from './teams';
import { language, vision } from './teams';

export function spark(
  minutesAgo: number,
  team: Team,
  name: string,
  options: {
    executors: number;
    life?: string;
    gpus?: number;
    suspend?: boolean;
  },
): FamilySeed {
  return seed(minutesAgo, team, {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    name,
    life: options.life,
    spec: {
      type: 'Python',
      pythonVersion: '3',
      mode: 'cluster',
      image: 'ghcr.io/acme/spark-features:4.0.1',
      imagePullPolicy: 'IfNotPresent',
      mainApplicationFile: 'local:///opt/jobs/features.py',
      sparkVersion: '4.0.1',
      ...(options.suspend ? { suspend: true } : {}),
      restartPolicy: { type: 'Never' },
      driver: { cores: 2, memory: '4g', serviceAccount: 'spark' },
      executor: {
        cores: 4,
        instances: options.executors,
        memory: '16g',
        ...(options.gpus
          ? { gpu: { name: 'nvidia.com/gpu', quantity: options.gpus } }
          : {}),
      },
    },
  });
}

export const sparkSeeds: readonly FamilySeed[] = [
  spark(210, vision, 'image-embeddings', { executors: 3 }),
  spark(8, vision, 'catalog-features', { executors: 4 }),
  spark(44, language, 'corpus-dedup', { executors: 3, life: 'failed' }),
  spark(27, language, 'ticket-features', {
    executors: 2,
    life: 'submission-failed',
  }),
];
