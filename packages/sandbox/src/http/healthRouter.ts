import { Router } from 'express';
import { sendJson } from './send';

/** Paths that need no credentials, as `system:public-info-viewer` has it. */
export const publicPaths = ['/healthz', '/livez', '/readyz', '/version'];

/** The Kubernetes version whose API this one follows. */
export const kubernetesVersion = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.0+kubeflow-sandbox',
};

/** Health and version. */
export function healthRouter(): Router {
  const router = Router();
  for (const path of ['/healthz', '/livez', '/readyz']) {
    router.get(path, (request, response) => {
      const verbose = request.query.verbose !== undefined;
      const check = path.slice(1);
      response
        .type('text/plain')
        .send(
          verbose ? `[+]ping ok\n[+]storage ok\n${check} check passed\n` : 'ok',
        );
    });
  }
  router.get('/version', (_request, response) => {
    sendJson(response, 200, {
      ...kubernetesVersion,
      gitCommit: '',
      gitTreeState: 'clean',
      buildDate: '1970-01-01T00:00:00Z',
      goVersion: 'none',
      compiler: 'none',
      platform: `${process.platform}/${process.arch}`,
    });
  });
  return router;
}
