import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  pipelinesConfigSchema,
  type DirectClusterConfig,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { z } from 'zod';
import { clusterConfigSchema } from './clusterConfig';
import { sourceOf } from './configSource';
import { inheritFromKubernetesPlugin } from './kubernetesPluginConfig';
import {
  joinPipelinesSettings,
  problemsOfPipelinesSettings,
  type PipelinesSettings,
} from './pipelinesSettings';

/** A duration as Backstage takes it (`{ seconds: 30 }`, `'30s'`, `'PT30S'`), in milliseconds. */
const duration = (byDefault: number, min: number) =>
  z
    .unknown()
    .optional()
    .transform((value, context) => {
      if (value === undefined) {
        return byDefault;
      }
      let milliseconds = Number.NaN;
      try {
        milliseconds = durationToMilliseconds(
          readDurationFromConfig(new ConfigReader({ value: value as string }), {
            key: 'value',
          }),
        );
      } catch {
        // Told below.
      }
      if (!Number.isFinite(milliseconds)) {
        context.addIssue(
          "must be a duration, such as { seconds: 30 } or '30s'",
        );
        return z.NEVER;
      }
      if (milliseconds < min) {
        context.addIssue(`must be at least ${min} milliseconds`);
        return z.NEVER;
      }
      return milliseconds;
    });

const SECOND = 1000;

const schema = z.strictObject({
  useKubernetesPlugin: z.boolean().default(true),
  clusters: z.record(z.string().min(1), clusterConfigSchema).default({}),
  pipelines: pipelinesConfigSchema.default({}),
  kinds: z
    .strictObject({ exclude: z.array(z.string()).default([]) })
    .prefault({}),
  watch: z
    .strictObject({
      pageSize: z.int().min(10).max(5000).default(500),
      requestTimeout: duration(30 * SECOND, 50),
      watchTimeout: duration(300 * SECOND, SECOND),
      idleTimeout: duration(90 * SECOND, 50),
      discoveryInterval: duration(30 * SECOND, 10),
      retryInitial: duration(SECOND, 1),
      retryMax: duration(60 * SECOND, 1),
    })
    .prefault({}),
  children: z.strictObject({ linger: duration(30 * SECOND, 0) }).prefault({}),
  stream: z
    .strictObject({
      bufferSize: z.int().min(100).max(1_000_000).default(10_000),
      heartbeat: duration(15 * SECOND, 10),
    })
    .prefault({}),
});

/** The `kubeflow:` section, with defaults; times in milliseconds. */
export interface KubeflowConfig extends Omit<
  z.infer<typeof schema>,
  'clusters' | 'pipelines'
> {
  /** Clusters with a credential of our own, by name. */
  clusters: Record<string, DirectClusterConfig>;
  pipelines: PipelinesSettings;
}

/**
 * Reads the `kubeflow:` section.
 *
 * @throws InputError that names each wrong key, what is wrong with it and the file that has it
 */
export function readKubeflowConfig(config: RootConfigService): KubeflowConfig {
  const section = config.getOptional('kubeflow') ?? {};
  const parsed = schema.safeParse(section);
  if (!parsed.success) {
    throw wrong(
      parsed.error.issues.flatMap(issue => describeIssue(config, issue)),
    );
  }
  const clusters: Record<string, DirectClusterConfig> = {};
  for (const [name, { connection }] of Object.entries(parsed.data.clusters)) {
    if (connection) {
      clusters[name] = inheritFromKubernetesPlugin(config, name, connection);
    }
  }
  const pipelines = joinPipelinesSettings(
    parsed.data.pipelines,
    parsed.data.clusters,
  );
  const problems = problemsOfPipelinesSettings(pipelines);
  if (problems.length > 0) {
    throw wrong(
      problems.map(({ path, message }) =>
        describeProblem(config, ['kubeflow', ...path], message),
      ),
    );
  }
  return { ...parsed.data, clusters, pipelines };
}

const wrong = (problems: readonly string[]) =>
  new InputError(
    `The configuration of Kubeflow is wrong. ${problems.join('; ')}`,
  );

function describeIssue(
  config: RootConfigService,
  issue: z.core.$ZodIssue,
): string[] {
  const path = ['kubeflow', ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => {
      const full = [...path, key];
      return `'${full.join('.')}'${inSource(config, full)} is not a known key`;
    });
  }
  return [describeProblem(config, path, issue.message)];
}

const describeProblem = (
  config: RootConfigService,
  path: string[],
  message: string,
) => `'${path.join('.')}'${inSource(config, path)}: ${message}`;

function inSource(config: RootConfigService, path: string[]): string {
  const source = sourceOf(config, path);
  return source ? ` in '${source}'` : '';
}
