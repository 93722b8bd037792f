import { cleanText } from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesCaller, PipelinesServerInfo } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { API } from './paths';

/** How long an answer is good for; servers are upgraded now and then. */
const AGE = 300_000;

/** What the server says of itself, kept for a while. */
export class InfoCalls {
  readonly #http: PipelinesHttp;
  #known?: { info: Promise<PipelinesServerInfo>; askedAt: number };

  constructor(http: PipelinesHttp) {
    this.#http = http;
  }

  info(caller: PipelinesCaller): Promise<PipelinesServerInfo> {
    const now = Date.now();
    if (this.#known && now - this.#known.askedAt < AGE) {
      return this.#known.info;
    }
    // Shared by all who ask meanwhile, so that none of them may end it.
    const info = this.#ask({ ...caller, signal: undefined });
    const known = { info, askedAt: now };
    this.#known = known;
    info.catch(() => {
      if (this.#known === known) {
        this.#known = undefined;
      }
    });
    return info;
  }

  async #ask(caller: PipelinesCaller): Promise<PipelinesServerInfo> {
    const health = await this.#http.json(`${API}/healthz`, caller, {
      evenAnonymous: true,
    });
    return {
      version: versionOf(health.tag_name) ?? versionOf(health.commit_sha),
      multiUser: health.multi_user === true,
      taskModel: (await this.#hasArtifacts(caller)) ? 'tasks' : 'details',
    };
  }

  /**
   * Servers with tasks and artifacts of their own have a list of artifacts; the others know no such address. A refusal
   * for another reason, such as a namespace that is missing, still says that it is there.
   */
  async #hasArtifacts(caller: PipelinesCaller): Promise<boolean> {
    try {
      await this.#http.json(`${API}/artifacts`, caller, {
        query: { page_size: 1, namespace: caller.namespace },
        evenAnonymous: true,
      });
      return true;
    } catch (error) {
      if (!(error instanceof PipelinesError)) {
        throw error;
      }
      switch (error.kind) {
        case 'not-found':
        case 'unsupported':
          return false;
        case 'invalid':
        case 'forbidden':
        case 'unauthorized':
          return true;
        default:
          throw error;
      }
    }
  }
}

/** `unknown` is what a server says that was built without one. */
function versionOf(value: unknown): string | undefined {
  const version = cleanText(value, 60);
  return version === 'unknown' ? undefined : version;
}
