import type { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * The file or other source that a configuration value comes from. Backstage's `Config` only tells it in the message of
 * a type error, so the value is asked for as a type that it does not have.
 */
export function sourceOf(
  config: RootConfigService,
  path: readonly string[],
): string | undefined {
  // The value itself may be missing: then the nearest section above it tells.
  for (let length = path.length; length > 0; length -= 1) {
    const key = path.slice(0, length).join('.');
    const source =
      sourceInError(() => config.getOptionalConfig(key)) ??
      sourceInError(() => config.getOptionalString(key));
    if (source) {
      return source;
    }
  }
  return undefined;
}

function sourceInError(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return / in '([^']+)'/.exec(
      error instanceof Error ? error.message : '',
    )?.[1];
  }
}
