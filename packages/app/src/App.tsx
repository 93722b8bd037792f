import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/**
 * The portal. Every plugin among the dependencies of this package is found by itself (`app.packages: all` in
 * `app-config.yaml`); what is added here is what makes the app this one: its sidebar and how one signs in.
 */
export function createPortal() {
  return createApp({ features: [navModule, signInModule] });
}
