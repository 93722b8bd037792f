import type { ApiCall } from './ApiCall';
import { RoutingError } from './RoutingError';

/** Answers a call: what it returns is the message that is sent. */
export type Method = (call: ApiCall) => unknown;

interface Route {
  verb: string;
  pattern: RegExp;
  names: string[];
  method: Method;
}

/** The methods of an API by their HTTP rules (`/runs/{run_id}:archive`), as grpc-gateway matches them. */
export class Routes {
  readonly #routes: Route[] = [];

  on(rule: string, method: Method): this {
    const [verb, path] = rule.split(' ');
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const pattern = path
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{\w+\}/g, '([^/]+?)');
    this.#routes.push({
      verb,
      pattern: new RegExp(`^${pattern}$`),
      names,
      method,
    });
    return this;
  }

  /** @throws RpcError 404 where there is nothing, 501 where there is something for other verbs */
  find(
    verb: string,
    path: string,
  ): { method: Method; params: Record<string, string> } {
    let known = false;
    for (const { verb: own, pattern, names, method } of this.#routes) {
      const found = pattern.exec(path);
      if (!found) continue;
      known = true;
      if (own === verb) {
        return {
          method,
          params: Object.fromEntries(
            names.map((name, index) => [name, decoded(found[index + 1])]),
          ),
        };
      }
    }
    throw known
      ? new RoutingError('Unimplemented', 'Method Not Allowed')
      : new RoutingError('NotFound', 'Not Found');
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RoutingError('InvalidArgument', 'Bad Request');
  }
}
