import { InputError, NotFoundError } from '@backstage/errors';
import type { logDownloadQuerySchema } from '@kubeflow-portal/plugin-kubeflow-common';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { audited } from '../routes/answer';
import type { RouteContext } from '../routes/RouteContext';
import type { LogArchive } from './ArchivedLogSource';
import { NotYetError } from './LogSource';
import { requestLog, type LogAddress } from './PodLogSource';
import type { ContainerAddress, LogCaller } from './serveLogs';

/** Milliseconds between two pieces of a log that is there. */
const QUIET = 60_000;

/** Bytes of an archived log that is downloaded; it passes through this backend's memory. */
const MAX_DOWNLOAD = 64_000_000;

/**
 * Answers with the whole log of a container as an attachment, straight from the cluster: nothing of it is kept here. A
 * log that breaks off on its way breaks off the download, too, so that nobody takes a part for the whole.
 *
 * @throws NotFoundError when there is nothing to read yet, ClusterFailure
 */
export async function downloadLogs(
  context: RouteContext,
  address: ContainerAddress,
  query: z.output<typeof logDownloadQuerySchema>,
  caller: LogCaller,
): Promise<void> {
  const { previous, timestamps } = query;
  const { response, request } = caller;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const log = await audited(
    context,
    request,
    'log-download',
    {
      ...caller.meta,
      pod: address.pod,
      container: address.container,
      previous,
    },
    () =>
      address.archive
        ? fromArchive(address.archive, address, previous, gone.signal)
        : fromCluster(
            context,
            { ...address, previous },
            timestamps,
            gone.signal,
          ),
  );
  response.status(200).set({
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName(address, previous)}"`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  });
  try {
    await pipeline(Readable.from(log), response);
  } catch (error) {
    if (!gone.signal.aborted) {
      context.logger.warn(
        `The download of a log of pod '${address.pod}' broke off`,
        error instanceof Error ? error : undefined,
      );
    }
  }
}

async function fromCluster(
  context: RouteContext,
  address: LogAddress,
  timestamps: boolean,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    const response = await requestLog(address, {
      follow: false,
      timestamps,
      signal,
      timeout: context.config.watch.requestTimeout,
      quiet: QUIET,
    });
    return response.body;
  } catch (error) {
    throw error instanceof NotYetError
      ? new NotFoundError(error.message)
      : error;
  }
}

/** @throws NotFoundError, InputError when it is too large, PipelinesError */
async function fromArchive(
  archive: LogArchive,
  { pod }: ContainerAddress,
  previous: boolean,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  if (previous) {
    throw new NotFoundError(
      `The pod '${pod}' is gone, and of a container only the last run is put away`,
    );
  }
  const { bytes, isTruncated } = await archive.read(MAX_DOWNLOAD, signal);
  if (isTruncated) {
    throw new InputError(
      `The log of pod '${pod}' is larger than ${MAX_DOWNLOAD / 1_000_000} MB, which is all that can be downloaded here. Take it from the archive itself`,
    );
  }
  return Readable.from([bytes]);
}

function fileName(
  { pod, container }: ContainerAddress,
  previous: boolean,
): string {
  const name = `${pod}-${container}${previous ? '-previous' : ''}`;
  return `${name.replace(/[^\w.-]/g, '_')}.log`;
}
