import type {
  AuditorServiceEventSeverityLevel,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import type { Access } from '../authorize/Authorizer';
import type { Operation } from './Operation';
import { parseInput, readQuery } from './parseInput';
import { readBody } from './readBody';
import type { RouteContext } from './RouteContext';
import { toHttpError } from './toHttpError';

/** A request that was authorised and whose input was read. */
export interface Asked<T extends Operation> {
  request: Request;
  response: Response;
  credentials: BackstageCredentials;
  access: Access;
  params: T['params'] extends z.ZodType ? z.output<T['params']> : undefined;
  query: T['query'] extends z.ZodType ? z.output<T['query']> : undefined;
  body: T['body'] extends { schema: z.ZodType }
    ? z.output<T['body']['schema']>
    : undefined;
  /** Aborted when the caller leaves before the answer is complete. */
  signal: AbortSignal;
}

/** Serves an operation: the handler of {@link answer} at its method and path. */
export function serve<T extends Operation>(
  router: Router,
  context: RouteContext,
  operation: T,
  respond: (asked: Asked<T>) => Promise<unknown>,
): void {
  router[operation.method ?? 'get'](
    operation.path,
    answer(context, operation, respond),
  );
}

/**
 * A handler for one operation: measured, authorised, its input read, and its failures turned into HTTP errors. What
 * `respond` gives is sent as JSON; `undefined` means that it has answered by itself, or that there is nothing to send.
 */
export function answer<T extends Operation>(
  context: RouteContext,
  operation: T,
  respond: (asked: Asked<T>) => Promise<unknown>,
): RequestHandler {
  const method = (operation.method ?? 'get').toUpperCase();
  return async (request, response) => {
    const answered = context.telemetry.request(
      method,
      operation.path,
      async () => {
        const credentials = await context.authorizer.credentialsOf(request);
        const access = await context.authorizer.accessOf(
          credentials,
          operation.permissions,
        );
        const asked = {
          request,
          response,
          credentials,
          access,
          ...(await readInput(operation, request, response)),
          signal: whenGone(response),
        } as Asked<T>;
        try {
          return await respond(asked);
        } catch (error) {
          throw toHttpError(error, request.params.cluster);
        }
      },
    );
    const body = await answered.catch(error => {
      // Whoever asked has left; that their request was ended is no error, and nobody is there to be told.
      if (response.closed && toError(error).name === 'AbortError') {
        return null;
      }
      throw error;
    });
    if (body === null) {
      return;
    }
    if (body !== undefined) {
      response.status(operation.response?.status ?? 200).json(body);
    } else if (!operation.response) {
      response.status(204).end();
    }
  };
}

async function readInput(
  { params, query, body }: Operation,
  request: Request,
  response: Response,
) {
  return {
    params: params && parseInput(params, request.params),
    query: query && parseInput(query, readQuery(request)),
    body:
      body &&
      parseInput(
        body.schema,
        await readBody(request, response, body.limit),
        'Field',
      ),
  };
}

function whenGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableEnded) {
      gone.abort();
    }
  });
  return gone.signal;
}

/**
 * Runs `act` as an audited event.
 *
 * @param options.describeFailure - what is written down of an error; default: the error
 */
export async function audited<T>(
  context: Pick<RouteContext, 'auditor'>,
  request: Request | undefined,
  eventId: string,
  meta: JsonObject,
  act: () => Promise<T>,
  options: {
    severityLevel?: AuditorServiceEventSeverityLevel;
    describeFailure?: (error: Error) => Error;
  } = {},
): Promise<T> {
  const { severityLevel, describeFailure = same => same } = options;
  const event = await context.auditor.createEvent({
    eventId,
    ...(request && { request }),
    meta,
    ...(severityLevel && { severityLevel }),
  });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: describeFailure(toError(error)) });
    throw error;
  }
}
