import { InputError } from '@backstage/errors';
import type { Artifact } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Response, Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { runOperations } from '../operations/runOperations';
import { findArtifact } from '../run/findArtifact';
import { reading } from './withSession';

/** Bytes of a download; it passes through this backend's memory. */
const MAX_DOWNLOAD = 64_000_000;

/** Artifacts of a run, and what is in them. */
export function addArtifactRoutes(router: Router, context: RouteContext): void {
  serve(
    router,
    context,
    runOperations.getRunArtifact,
    async (asked): Promise<Artifact> => {
      const session = await reading(context, asked);
      const { run, artifact } = asked.params;
      return (await findArtifact(session, run, artifact)).artifact;
    },
  );
  serve(router, context, runOperations.readRunArtifact, async asked => {
    const session = await reading(context, asked);
    const { run, artifact: id } = asked.params;
    const { maxBytes, download } = asked.query;
    const { artifact, ...where } = await findArtifact(session, run, id);
    const content = await session.client.readArtifact(
      artifact,
      { maxBytes: download ? MAX_DOWNLOAD : maxBytes, ...where },
      session.caller,
    );
    if (download && content.isTruncated) {
      throw new InputError(
        `Artifact '${artifact.name}' is larger than ${MAX_DOWNLOAD / 1_000_000} MB, which is all that can be downloaded here. Take it from where it is: ${artifact.uri ?? 'its object store'}`,
      );
    }
    const { bytes, isTruncated, size } = content;
    if (isTruncated) {
      asked.response
        .status(206)
        .set('Content-Range', `bytes 0-${bytes.length - 1}/${size ?? '*'}`)
        .set('Access-Control-Expose-Headers', 'Content-Range');
    }
    setSafeHeaders(asked.response, content.contentType, {
      fileName: fileNameOf(artifact),
      download,
    });
    asked.response.send(Buffer.from(bytes));
    return undefined;
  });
}

/**
 * Somebody's training code wrote these bytes. Whatever they are, a browser that is led to them must not run them as a
 * page of the portal: the type is not guessed, a page is put into a sandbox without scripts, and nothing is loaded.
 */
function setSafeHeaders(
  response: Response,
  contentType: string,
  options: { fileName: string; download: boolean },
): void {
  const isType = /^[\w.+-]{1,80}\/[\w.+-]{1,80}(; ?charset=[\w-]{1,40})?$/;
  // No type is set by a method that would add to it, and no download has one that a browser could show.
  response.set({
    'Content-Type':
      options.download || !isType.test(contentType)
        ? 'application/octet-stream'
        : contentType,
    'Content-Disposition': `${options.download ? 'attachment' : 'inline'}; filename="${options.fileName}"`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-site',
    'Cache-Control': 'private, no-store',
  });
}

/** The last part of where it is, in characters that need no quoting anywhere. */
function fileNameOf({ name, uri }: Artifact): string {
  const last = uri?.split('/').filter(Boolean).at(-1) ?? name;
  return (
    last
      .replace(/[^A-Za-z0-9._-]+/g, '_')
      .replace(/^\.+/, '')
      .slice(0, 100) || 'artifact'
  );
}
