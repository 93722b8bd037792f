import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { diagnosisMessages } from './diagnosisMessages';
import { logMessages } from './logMessages';

/** Every text of the shared components, state words included. @public */
export const kubeflowReactTranslationRef = createTranslationRef({
  id: 'kubeflow-react',
  messages: {
    state: {
      pending: 'Pending',
      queued: 'Queued',
      starting: 'Starting',
      running: 'Running',
      suspended: 'Suspended',
      restarting: 'Restarting',
      succeeded: 'Succeeded',
      cached: 'Cached',
      skipped: 'Skipped',
      failed: 'Failed',
      cancelled: 'Cancelled',
      unknown: 'Unknown',
      deleting: 'Being deleted',
    },
    column: {
      state: 'State',
      name: 'Name',
      kind: 'Kind',
      namespace: 'Namespace',
      owner: 'Owner',
      accelerators: 'Accelerators',
      replicas: 'Replicas',
      progress: 'Progress',
      duration: 'Duration',
      since: 'Since',
      created: 'Created',
      queue: 'Queue',
    },
    table: {
      sortedBy: 'Sorted by {{column}}',
      loadingMore: 'Loading more…',
      loadMoreFailed: 'Could not load more.',
      none: 'none',
    },
    progress: {
      label: '{{percent}} percent done',
      remaining: '{{time}} left',
    },
    replicas: {
      ready: '{{ready}} of {{desired}} ready',
      succeeded: '{{number}} succeeded',
      failed: '{{number}} failed',
    },
    accelerators: {
      dynamic: '{{resource}}, claimed through a device class',
    },
    filter: {
      search: 'Search',
      searchPlaceholder: 'Name, owner, reason…',
      any: 'Any',
      cluster: 'Cluster',
      namespace: 'Namespace',
      kind: 'Kind',
      owner: 'Owner',
      mine: 'Mine',
      clear: 'Clear filters',
      states: 'Filter by state',
      show: 'Filters',
      find: 'Find…',
      total_one: '{{count}} result',
      total_other: '{{count}} results',
    },
    live: {
      connecting: 'Connecting',
      live: 'Live',
      reconnecting: 'Reconnecting',
      offline: 'Offline',
      paused: 'Paused',
      connectingHint: 'Opening the stream of changes.',
      liveHint: 'Changes appear as they happen.',
      reconnectingHint:
        'The stream of changes was cut. It is being resumed; until then the list is asked for every 15 seconds.',
      offlineHint:
        'The stream of changes cannot be opened. The list is asked for every 15 seconds.',
      pausedHint:
        'This tab was hidden for long. Changes appear again now that you are back.',
    },
    error: {
      title: 'This could not be loaded',
      retry: 'Try again',
      unreachable:
        'The portal’s backend does not answer. Check your connection, then try again.',
      unreadable:
        'The answer of the Kubeflow backend could not be read. Mostly its packages are of another version than these pages; ask the people who run the portal.',
      signIn: 'Your session has ended. Sign in again, then come back.',
      reload: 'Sign in again',
      forbiddenTitle: 'You may not see this',
      forbidden:
        'You lack the permission {{permission}}. Ask the people who run the portal to grant it.',
      forbiddenThere: 'None of the permissions of the portal is missing.',
      notInstalledTitle: 'Kubeflow is not installed in the backend',
      notInstalled:
        'The portal’s backend does not know the address that was asked for. The package @kubeflow-portal/plugin-kubeflow-backend has to be added to it.',
      details: 'What the backend said: {{message}}',
      stale: 'What you see may be out of date.',
    },
    warning: {
      title_one: '{{count}} thing to know',
      title_other: '{{count}} things to know',
      more_one: 'and {{count}} more',
      more_other: 'and {{count}} more',
      less: 'show less',
    },
    health: {
      connecting: 'Connecting',
      connected: 'Connected',
      degraded: 'Degraded',
      unauthorized: 'Not authorised',
      unreachable: 'Unreachable',
    },
    owner: {
      title: 'Owned by {{owner}}',
    },
    log: logMessages,
    diagnosis: diagnosisMessages,
    loading: 'Loading',
  },
});
