import { z } from 'zod';
import { logKeyProblem } from '../artifacts/archivedLogKeys';
import { configDuration } from './configDuration';

/** A field of an HTTP request: RFC 9110, 5.6.2. */
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be the name of an HTTP header');

const dnsName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    'must be the name of a Kubernetes object',
  );

const identitySchema = z.strictObject({
  type: z
    .enum(['none', 'header', 'serviceAccount'])
    .describe(
      'none: a server for one user; header: the server trusts this backend to say who asks; serviceAccount: a token of a service account',
    ),
  header: headerName.optional().describe('Default: kubeflow-userid'),
  prefix: z
    .string()
    .max(200)
    .optional()
    .describe("Before the user in the header; default: ''"),
  userIdFrom: z
    .enum(['email', 'name', 'entityRef'])
    .optional()
    .describe('What of the signed-in person is the user; default: email'),
  serviceAccount: dnsName
    .optional()
    .describe('Name of a service account; default: default-editor'),
  serviceAccountNamespace: dnsName
    .optional()
    .describe('Default: the namespace that the request is about'),
});

const objectStoreSchema = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .describe('Of a server that speaks S3'),
  region: z.string().min(1).optional().describe('Default: us-east-1'),
  bucket: z
    .string()
    .min(1)
    .optional()
    .describe('The only bucket that may be read; default: any'),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  forcePathStyle: z
    .boolean()
    .optional()
    .describe('The bucket in the path, not in the host name; default: true'),
  logKeys: z
    .array(
      z
        .string()
        .max(500)
        .superRefine((format, context) => {
          const message = logKeyProblem(format);
          if (message) {
            context.addIssue({ code: 'custom', message });
          }
        }),
    )
    .min(1)
    .max(10)
    .optional()
    .describe(
      'Where Argo puts the logs of pods, as its keyFormat has it, with the file name; tried one after the other. Default: those of the manifests of Kubeflow Pipelines',
    ),
});

/**
 * `kubeflow.pipelines`, which holds for all clusters, and `kubeflow.clusters.<name>.pipelines`, which goes before it:
 * where the Pipelines API of a cluster is and how it knows who asks. Join the two with {@link mergePipelinesConfig} and
 * look at {@link pipelinesConfigProblems} of the result: what one section lacks may be in the other.
 *
 * @public
 */
export const pipelinesConfigSchema = z.strictObject({
  enabled: z.boolean().optional().describe('Default: true'),
  namespace: dnsName
    .optional()
    .describe('Namespace of the service; default: kubeflow'),
  service: dnsName.optional().describe('Default: ml-pipeline'),
  port: z
    .union([
      z.int().min(1).max(65_535),
      z
        .string()
        .regex(/^[a-z0-9-]{1,15}$/, 'must be a number or the name of a port'),
    ])
    .optional()
    .describe('Number or name of the port of the service; default: 8888'),
  scheme: z
    .enum(['http', 'https'])
    .optional()
    .describe('How the API server talks to the service; default: http'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .optional()
    .describe("Instead of the service: the API's own address"),
  caFile: z.string().min(1).optional().describe('Path of a PEM file'),
  caData: z.string().min(1).optional().describe('PEM, base64 encoded'),
  skipTLSVerify: z.boolean().optional(),
  token: z.string().min(1).optional().describe('Sent as a bearer token'),
  tokenFile: z
    .string()
    .min(1)
    .optional()
    .describe('Read again every now and then, so that tokens can rotate'),
  identity: identitySchema.optional(),
  requestTimeout: configDuration(50)
    .optional()
    .describe('Until an answer must be complete; default: 30 seconds'),
  objectStore: objectStoreSchema
    .optional()
    .describe('To read artifacts with, where the API cannot'),
});

/** @public */
export type PipelinesConfig = z.output<typeof pipelinesConfigSchema>;

/** @public */
export type PipelinesIdentityConfig = NonNullable<PipelinesConfig['identity']>;

/** @public */
export type ObjectStoreConfig = NonNullable<PipelinesConfig['objectStore']>;
