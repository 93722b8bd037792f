import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Access } from '../authorize/Authorizer';
import { ClusterFailure } from '../watch/ClusterFailure';
import type { Operation } from './operations';
import { parseInput, readQuery } from './parseInput';
import type { RouteContext } from './RouteContext';

/** A request that was authorised and whose input was read. */
export interface Asked<T extends Operation> {
  request: Request;
  response: Response;
  access: Access;
  params: T['params'] extends z.ZodType ? z.output<T['params']> : undefined;
  query: T['query'] extends z.ZodType ? z.output<T['query']> : undefined;
}

/**
 * A handler for one operation: measured, authorised, its input read, and its failures turned into HTTP errors. What
 * `respond` gives is sent as JSON; `undefined` means that it has answered by itself.
 */
export function answer<T extends Operation>(
  context: RouteContext,
  operation: T,
  respond: (asked: Asked<T>) => Promise<unknown>,
): RequestHandler {
  return async (request, response) => {
    const body = await context.telemetry.request(operation.path, async () => {
      const access = await context.authorizer.accessOf(
        await context.authorizer.credentialsOf(request),
      );
      const asked = {
        request,
        response,
        access,
        params:
          operation.params && parseInput(operation.params, request.params),
        query:
          operation.query && parseInput(operation.query, readQuery(request)),
      } as Asked<T>;
      try {
        return await respond(asked);
      } catch (error) {
        throw toHttpError(error, request.params.cluster);
      }
    });
    if (body !== undefined) {
      response.json(body);
    }
  };
}

/** Runs `act` as an audited event. */
export async function audited<T>(
  context: RouteContext,
  request: Request,
  eventId: string,
  meta: JsonObject,
  act: () => Promise<T>,
): Promise<T> {
  const event = await context.auditor.createEvent({ eventId, request, meta });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}

/** What a cluster did wrong is no fault of this backend, nor of who asks. */
function toHttpError(error: unknown, cluster: string | undefined): unknown {
  if (!(error instanceof ClusterFailure)) {
    return error;
  }
  const message = cluster
    ? `Cluster '${cluster}': ${error.message}`
    : error.message;
  return error.kind === 'absent'
    ? new NotFoundError(message)
    : new ServiceUnavailableError(message);
}
