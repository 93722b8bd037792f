import express, {
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import promiseRouter from 'express-promise-router';
import { discoveryRouter } from '../discovery';
import { ApiError, badRequest, unknownResource } from '../errors';
import { openApiRouter } from '../openapi';
import { serviceProxy } from '../pipelines';
import { authenticateRequest } from './authenticateRequest';
import { healthRouter } from './healthRouter';
import { serveResource } from './resourceRouter';
import { reviewRouter } from './reviewRouter';
import { sendStatus } from './send';
import type { ServerContext } from './ServerContext';

/** As the API server has it. */
const bodyLimit = 3 * 1024 * 1024;

function asStatus(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { type, message, status } = error as {
    type?: string;
    message?: string;
    status?: number;
  };
  if (type === 'entity.too.large') {
    return new ApiError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: limit is ${bodyLimit}`,
    );
  }
  // A path that does not decode, a body cut short or compressed wrongly: the request is at fault.
  if (status !== undefined && status >= 400 && status < 500) {
    return badRequest(message ?? String(error));
  }
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message ?? String(error)}`,
    {
      causes: [{ message: message ?? String(error) }],
    },
  );
}

/** Every failure becomes a `metav1.Status`. */
function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
) {
  if (response.headersSent) {
    // A stream has begun: cutting it is all that is left to say.
    response.destroy();
    next();
    return;
  }
  sendStatus(response, asStatus(error).status);
}

/** The API as an express application; it does not listen yet. */
export function createApp(context: ServerContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const router = promiseRouter();
  router.use(authenticateRequest(context.cluster, context.authenticator));
  // Before the body is read: the servers behind services have limits of their own.
  router.use(serviceProxy(context.cluster, context.services));
  router.use(express.raw({ type: () => true, limit: bodyLimit }));
  router.use(healthRouter());
  router.use(discoveryRouter(context.cluster));
  router.use(openApiRouter(context.cluster));
  router.use(reviewRouter(context));
  router.all(/^\/apis?\//, serveResource(context));
  router.use(() => {
    throw unknownResource();
  });
  app.use(router);
  app.use(answerError);
  return app;
}
