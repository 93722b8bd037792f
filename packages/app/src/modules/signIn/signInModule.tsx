import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/**
 * Signs everybody in as the guest of `auth.providers.guest`, without a click. A portal with real users replaces this
 * module with a `SignInPage` for its own providers: https://backstage.io/docs/auth/
 */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () => {
          const { ProxiedSignInPage } =
            await import('@backstage/core-components');
          return props => <ProxiedSignInPage {...props} provider="guest" />;
        },
      },
    }),
  ],
});
