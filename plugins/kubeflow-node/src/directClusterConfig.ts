import { z } from 'zod';

/**
 * `kubeflow.clusters.<name>`: a credential of our own for one cluster. Either `kubeconfig`, or `url` with a token.
 *
 * @public
 */
export const directClusterConfigSchema = z
  .strictObject({
    title: z.string().min(1).optional(),
    kubeconfig: z
      .string()
      .min(1)
      .optional()
      .describe('Path of a kubeconfig file'),
    context: z
      .string()
      .min(1)
      .optional()
      .describe('Context of the kubeconfig; default: its current one'),
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
      .optional()
      .describe(
        "Default: the URL that the Kubernetes plugin's configuration has for this name",
      ),
    serviceAccountToken: z.string().min(1).optional(),
    serviceAccountTokenFile: z
      .string()
      .min(1)
      .optional()
      .describe('Read again when it changes, so that bound tokens can rotate'),
    caData: z.string().min(1).optional().describe('PEM, base64 encoded'),
    caFile: z.string().min(1).optional().describe('Path of a PEM file'),
    skipTLSVerify: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const complain = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (value.context && !value.kubeconfig) {
      complain('context', 'needs kubeconfig beside it');
    }
    if (value.kubeconfig) {
      for (const key of [
        'url',
        'serviceAccountToken',
        'serviceAccountTokenFile',
        'caData',
        'caFile',
        'skipTLSVerify',
      ] as const) {
        if (value[key] !== undefined) {
          complain(key, 'cannot stand beside kubeconfig, which has its own');
        }
      }
      return;
    }
    if (!value.serviceAccountToken && !value.serviceAccountTokenFile) {
      complain(
        'serviceAccountToken',
        'is missing: give kubeconfig, serviceAccountToken or serviceAccountTokenFile',
      );
    }
    if (value.serviceAccountToken && value.serviceAccountTokenFile) {
      complain(
        'serviceAccountTokenFile',
        'cannot stand beside serviceAccountToken',
      );
    }
    if (value.caData && value.caFile) {
      complain('caFile', 'cannot stand beside caData');
    }
  });

/** @public */
export type DirectClusterConfig = z.infer<typeof directClusterConfigSchema>;
