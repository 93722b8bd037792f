/** Texts of the overview and the list pages. */
export const pageMessages = {
  title: 'Kubeflow',
  overview: 'Overview',
  training: 'Training',
  pipelines: 'Pipelines',
  tuning: 'Tuning',
  serving: 'Serving',
  notebooks: 'Notebooks',
  workflows: 'Workflows',
  queues: 'Queues',
  total_one: '{{formatted}} result',
  total_other: '{{formatted}} results',
  scope: {
    label: 'Whose',
    mine: 'Mine',
    all: 'Everyone’s',
  },
  overviewSections: {
    attention: { title: 'Needs attention', none: 'Nothing needs attention.' },
    running: { title: 'Running', none: 'Nothing runs at the moment.' },
    waiting: { title: 'Waiting', none: 'Nothing waits.' },
  },
  accelerators: {
    title: 'Accelerators',
    groupBy: 'Group by',
    byTeam: 'Team',
    byDevice: 'Device',
    running: 'in use',
    waiting: 'waited for',
    unowned: 'No owner',
    rest: 'Others',
  },
  clusters: {
    title: 'Clusters',
    objects_one: '{{formatted}} object',
    objects_other: '{{formatted}} objects',
  },
  views: {
    label: 'Lists',
    jobs: {
      title: 'Training jobs',
      short: 'Jobs',
      nothing:
        'No training job has been started yet. Start one with the Kubeflow SDK, kubectl or a pipeline, and it appears here by itself.',
    },
    trainingRuntimes: {
      title: 'Training runtimes',
      short: 'Runtimes',
      nothing:
        'A runtime says how jobs of a framework are run. Kubeflow Trainer brings a set of them; install its runtimes, or apply a ClusterTrainingRuntime.',
    },
    experiments: {
      title: 'Tuning experiments',
      short: 'Experiments',
      nothing:
        'No experiment has been started yet. Create a Katib Experiment, or optimise a job with the Kubeflow SDK, and it appears here by itself.',
    },
    trials: {
      title: 'Tuning trials',
      short: 'Trials',
      nothing:
        'Trials are made by experiments: they appear here when one runs.',
    },
    endpoints: {
      title: 'Model endpoints',
      short: 'Endpoints',
      nothing:
        'No model is served yet. Apply an InferenceService, and its endpoint appears here by itself.',
    },
    servingRuntimes: {
      title: 'Serving runtimes',
      short: 'Runtimes',
      nothing:
        'A runtime says how models of a format are served. KServe brings a set of them; install its runtimes, or apply a ClusterServingRuntime.',
    },
    notebooks: {
      title: 'Notebooks',
      short: 'Notebooks',
      nothing:
        'Nobody has a notebook here yet. Start one from the Kubeflow dashboard, and it appears here by itself.',
    },
    workspaceKinds: {
      title: 'Workspace kinds',
      short: 'Workspace kinds',
      nothing:
        'A workspace kind says which notebooks people can start. Administrators of Kubeflow Workspaces apply them.',
    },
    workflows: {
      title: 'Workflows',
      short: 'Workflows',
      nothing:
        'No workflow has run yet. Submit one with Argo Workflows or Kubeflow Pipelines.',
    },
    queues: {
      title: 'Queues',
      short: 'Queues',
      nothing:
        'There are no queues yet. With Kueue, a ClusterQueue holds the quota and a LocalQueue lets a namespace use it.',
    },
    admissions: {
      title: 'Workloads in the queues',
      short: 'In the queues',
      nothing:
        'Nothing has been queued. A job joins a queue by its label kueue.x-k8s.io/queue-name.',
    },
  },
  empty: {
    'no-clusters': {
      title: 'No cluster is connected',
      description:
        'The portal has no cluster to read. Add one to the kubernetes section of app-config.yaml; the documentation of the Kubeflow plugin says how.',
    },
    unreachable: {
      title: 'No cluster answers',
      description:
        'The clusters of the portal cannot be reached at the moment. This page fills by itself as soon as one answers.',
    },
    connecting: {
      title: 'Reading the clusters',
      description:
        'The clusters are being read for the first time. This page fills by itself.',
    },
    'not-installed': {
      title: 'Not installed in any cluster',
      description:
        'None of the connected clusters serves {{kinds}}. Install the Kubeflow component that brings them, and this page fills by itself.',
    },
    forbidden: {
      title: 'The portal may not read these',
      description:
        'The clusters have {{kinds}}, but the portal’s account may not list them. Apply the ClusterRole from the plugin’s documentation.',
    },
    filtered: {
      title: 'Nothing matches',
      description:
        'Nothing has all that you look for. Choose less, and more is found.',
      action: 'Clear filters',
    },
    nothing: {
      title: 'Nothing here yet',
      description: 'What is made in the clusters appears here by itself.',
    },
  },
} as const;
