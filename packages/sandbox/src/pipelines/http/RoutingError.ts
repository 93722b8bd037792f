import { RpcError } from '../rpc';

/** What grpc-gateway says by itself: without details. */
export class RoutingError extends RpcError {
  override status() {
    const { code, message } = super.status();
    return { code, message };
  }
}
