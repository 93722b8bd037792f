import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PodLogs } from '../../logs';
import { internal, RpcError } from '../rpc';
import { anybody, type Access, type PipelinesBackend } from '../service';
import { ApiCall, sendJson } from './ApiCall';
import { experimentRoutes } from './experimentRoutes';
import { pipelineRoutes } from './pipelineRoutes';
import { readArtifact } from './readArtifact';
import { readLog } from './readLog';
import { recurringRunRoutes } from './recurringRunRoutes';
import { Routes, type Method } from './Routes';
import { runRoutes } from './runRoutes';
import { taskRoutes } from './taskRoutes';
import { uploadPipeline, uploadVersion } from './upload';

/** Answers HTTP requests, whoever they come from. */
export type HttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

export interface PipelinesHandlerOptions {
  backend: PipelinesBackend;
  logs: PodLogs;
  /** Needed in multi-user mode. */
  access?: Access;
}

/** Versions that `healthz` tells of. */
const releases = { details: '2.18.0-sandbox', tasks: '2.19.0-sandbox' };

/** What the gateway leaves to plain HTTP, for any verb. */
function plainRoutes({
  backend,
  logs,
}: PipelinesHandlerOptions): [RegExp, string[], Method][] {
  const healthz = (more: object): Method => {
    const answer = {
      commit_sha: 'unknown',
      tag_name: releases[backend.taskModel],
      multi_user: backend.multiUser,
      ...more,
    };
    return ({ response }) => sendJson(response, 200, answer);
  };
  return [
    [/^\/apis\/v2beta1\/pipelines\/upload$/, [], uploadPipeline],
    [/^\/apis\/v2beta1\/pipelines\/upload_version$/, [], uploadVersion],
    [/^\/apis\/v2beta1\/healthz$/, [], healthz({ pipeline_store: 'database' })],
    [/^\/apis\/v1beta1\/healthz$/, [], healthz({})],
    [
      /^\/apis\/v1alpha1\/runs\/([^/]+)\/nodes\/([^/]+)\/log$/,
      ['run_id', 'node_id'],
      call => readLog(call, logs),
    ],
    [
      /^\/apis\/v(?:1|2)beta1\/runs\/([^/]+)\/nodes\/([^/]+)\/artifacts\/([^/]+):read$/,
      ['run_id', 'node_id', 'artifact_name'],
      readArtifact,
    ],
  ];
}

function asRpc(error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  const failed = error instanceof Error ? error : new Error(String(error));
  return internal(failed, 'Internal error');
}

/** The Pipelines API, as the service `ml-pipeline` answers on its port 8888. */
export function pipelinesHandler(
  options: PipelinesHandlerOptions,
): HttpHandler {
  const { backend, access } = options;
  const routes = new Routes();
  experimentRoutes(routes);
  pipelineRoutes(routes);
  runRoutes(routes);
  recurringRunRoutes(routes);
  if (backend.taskModel === 'tasks') taskRoutes(routes);
  const plain = plainRoutes(options);

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const { pathname, searchParams: query } = new URL(
      request.url ?? '/',
      'http://ml-pipeline',
    );
    const caller =
      backend.multiUser && access ? access.caller(request.headers) : anybody;
    const shared = { request, response, backend, caller, query };
    for (const [pattern, names, method] of plain) {
      const found = pattern.exec(pathname);
      if (!found) continue;
      const params = Object.fromEntries(
        names.map((name, index) => [
          name,
          decodeURIComponent(found[index + 1]),
        ]),
      );
      await method(new ApiCall({ ...shared, params }));
      return;
    }
    if (!pathname.startsWith('/apis/')) {
      response.writeHead(404, {
        'Content-Type': 'text/plain; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end('404 page not found\n');
      return;
    }
    const { method, params } = routes.find(request.method ?? 'GET', pathname);
    const message = await method(new ApiCall({ ...shared, params }));
    sendJson(response, 200, message ?? {});
  };

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const refused = asRpc(error);
      sendJson(response, refused.httpStatus, refused.status());
    });
  };
}
