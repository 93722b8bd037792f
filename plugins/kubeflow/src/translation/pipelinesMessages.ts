/** Texts of the Pipelines pages: navigation, pipelines, experiments, recurring runs. */
export const pipelinesMessages = {
  nav: {
    label: 'Parts of Pipelines',
    runs: 'Runs',
    pipelines: 'Pipelines',
    experiments: 'Experiments',
    recurring: 'Recurring runs',
  },
  retry: 'Try again',
  cancel: 'Cancel',
  create: 'Create',
  delete: 'Delete',
  newRun: 'New run',
  notDone: 'It could not be done',
  notFound: 'It may have been deleted, or the address may be mistyped.',
  backToList: 'Back to the list',
  searchName: 'Part of the name…',
  place: {
    cluster: 'Cluster',
    namespace: 'Namespace',
    chooseTitle: 'Choose a namespace',
    chooseDescription:
      'This Kubeflow Pipelines serves several teams: what it keeps lies in their namespaces. Choose one above, or type its name.',
  },
  server: {
    none: {
      title: 'No cluster has Pipelines turned on',
      description:
        'The portal knows no cluster, or Pipelines are turned off for all of them. Add one to the kubernetes section of app-config.yaml; the documentation of the Kubeflow plugin says how.',
    },
    unknown: {
      title: 'There is no cluster named {{cluster}}',
      description:
        'The address of this page names a cluster that the portal does not have, or for which Pipelines are turned off. Choose another one above.',
      record:
        'The address of this page names a cluster that the portal does not have, or for which Pipelines are turned off.',
    },
    absent: {
      short: 'not installed',
      title: 'Kubeflow Pipelines is not installed in {{cluster}}',
      description:
        'The cluster has no Pipelines API where the portal looks for it.',
    },
    unauthorized: {
      short: 'not authorised',
      title: 'The portal may not use Kubeflow Pipelines of {{cluster}}',
      description:
        'The Pipelines API, or what lies before it, refuses the portal’s credential.',
    },
    unreachable: {
      short: 'unreachable',
      title: 'Kubeflow Pipelines of {{cluster}} does not answer',
      description:
        'It cannot be reached at the moment. This page fills by itself as soon as it answers.',
    },
    error: {
      short: 'faulty',
      title: 'Kubeflow Pipelines of {{cluster}} has a fault',
      description: 'It answers, but not as it should.',
    },
  },
  readOnly: {
    short: 'Read-only',
    reason: 'The portal may only look at the Pipelines of this cluster.',
  },
  filtered: {
    title: 'Nothing matches',
    description:
      'Nothing has all that you look for. Choose less, and more is found.',
    action: 'Clear filters',
  },
  sdk: {
    lead: 'With the kfp SDK:',
    label: 'How to do it with the kfp SDK',
  },
  column: {
    name: 'Name',
    tags: 'Tags',
    newestVersion: 'Newest version',
    source: 'Source',
    created: 'Created',
    lastRun: 'Last run',
    state: 'State',
    schedule: 'Schedule',
    nextFire: 'Next',
    pipeline: 'Pipeline',
  },
  storage: {
    label: 'Which ones',
    available: 'In use',
    archived: 'Archived',
    archive: 'Archive',
    restore: 'Restore',
  },
  list: {
    title: 'Pipelines',
    scope: 'Whose pipelines',
    shared: 'Shared',
    private: 'Of a namespace',
    privateOf: 'Of {{namespace}}',
    nothing: {
      title: 'No pipeline has been uploaded yet',
      description:
        'Upload what the kfp compiler wrote, or let the SDK do it. A pipeline that is here can be run from the portal, once or again and again.',
    },
  },
  upload: {
    open: 'Upload pipeline',
    openVersion: 'Upload version',
    title: 'Upload a pipeline',
    versionTitle: 'Upload a version of {{name}}',
    choose: 'Choose a file',
    drop: 'or drop it here',
    yaml: 'Compiled pipeline (YAML)',
    yamlHint: 'As “kfp dsl compile” writes it. It can be pasted here too.',
    long: '{{size}} thousand characters: too long to be shown here.',
    clear: 'Take it away',
    refusal: {
      compressed:
        'This is a packed file. Unpack it, and choose the YAML file in it.',
      large:
        'This file is larger than 32 MB. A compiled pipeline never is; choose the file that the kfp compiler wrote.',
      unreadable:
        'The browser cannot read this file. It may have been moved since it was chosen; choose it again.',
    },
    problems_one: 'This pipeline cannot be uploaded: {{count}} problem',
    problems_other: 'This pipeline cannot be uploaded: {{count}} problems',
    moreProblems_one: 'and {{count}} more',
    moreProblems_other: 'and {{count}} more',
    place: 'Line {{line}}, column {{column}}:',
    valid: 'This is the pipeline {{name}}',
    tasks_one: '{{count}} task',
    tasks_other: '{{count}} tasks',
    inputs_one: '{{count}} input',
    inputs_other: '{{count}} inputs',
    name: 'Name',
    versionName: 'Name of the version',
    description: 'Description',
    scope: 'Who can see it',
    shared: 'Everybody',
    private: 'Who may see a namespace',
    tags: 'Tags',
    tagsHint: 'Optional; separated by commas. Older servers keep none.',
    tagProblem: {
      form: '“{{tag}}” is no tag. Write key=value.',
      dot: 'The key “{{tag}}” has a dot; Kubeflow Pipelines allows none in keys.',
      long: 'The tag “{{tag}}” is too long: key and value may have 63 characters each.',
      twice: 'The key “{{tag}}” is there twice.',
      many: 'These are too many tags: 20 are allowed, and “{{tag}}” is one more.',
    },
    failed: 'It could not be uploaded',
    send: 'Upload',
  },
  pipeline: {
    notFound: 'There is no such pipeline',
    noSuchVersion: 'There is no such version',
    run: 'Run',
    noVersionNoRun: 'It has no version that could be run. Upload one.',
    sharedByAll: 'shared by all',
    version: 'Version',
    noVersions: {
      title: 'This pipeline has no versions',
      description:
        'The pipeline is kept, but nothing of it can be shown or run. Upload a version.',
    },
    tabs: {
      label: 'Parts of this page',
      graph: 'Graph',
      inputs: 'Inputs',
      yaml: 'YAML',
      compare: 'Compare',
      versions: 'Versions',
    },
    yamlOf: 'Specification of {{name}}',
    inputs: 'Inputs',
    outputs: 'Outputs',
    type: 'Type',
    default: 'Default',
    allowed: 'Allowed values',
    optional: 'optional',
    required: 'required',
    noInputs: {
      title: 'This pipeline asks for nothing',
      description: 'It has no inputs: every run of it begins the same.',
    },
    deleteTitle: 'Delete {{name}}?',
    deleteVersions_one: 'The pipeline and its one version are gone for good.',
    deleteVersions_other:
      'The pipeline and its {{count}} versions are gone for good.',
    deleteAllVersions:
      'The pipeline and all of its versions are gone for good.',
    deleteRecurring_one:
      '{{count}} recurring run starts it, and fails from then on:',
    deleteRecurring_other:
      '{{count}} recurring runs start it, and fail from then on:',
    deleteRecurringUnknown:
      'Recurring runs that start it fail from then on; which ones could not be told.',
    deleteKeepsRuns:
      'Runs that were made of it are kept; they may no longer show their graph, and cannot be started again.',
    deleteVersion: 'Delete version {{name}}',
    deleteVersionTitle: 'Delete version {{name}}?',
  },
  compare: {
    with: 'Compared with',
    other: 'The version to compare with',
    view: 'How the difference is shown',
    one: {
      title: 'There is nothing to compare with',
      description:
        'This pipeline has one version. Upload another one, and their difference is shown here.',
    },
    same: {
      title: 'They are the same',
      description:
        'The two versions have the same tasks and inputs. Their YAML may differ in what means nothing.',
      yaml: 'The two versions have the same YAML.',
    },
    added_one: '{{count}} task added',
    added_other: '{{count}} tasks added',
    removed_one: '{{count}} removed',
    removed_other: '{{count}} removed',
    changed_one: '{{count}} changed',
    changed_other: '{{count}} changed',
    tasks: 'Tasks that differ',
    inputs: 'Inputs that differ',
    linesAdded_one: '{{count}} line added',
    linesAdded_other: '{{count}} lines added',
    linesRemoved_one: '{{count}} removed',
    linesRemoved_other: '{{count}} removed',
    gap_one: '{{count}} line that is the same',
    gap_other: '{{count}} lines that are the same',
    yaml: 'Difference from {{before}} to {{after}}',
    aspect: {
      name: 'Name',
      type: 'Type',
      image: 'Image',
      command: 'Command',
      args: 'Arguments',
      variable: 'Variable',
      input: 'Input',
      output: 'Output',
      accelerators: 'Accelerators',
      resources: 'Resources',
      caching: 'Caching',
      retry: 'Retries',
      condition: 'Condition',
      trigger: 'Trigger',
      loop: 'Loop',
      importer: 'Importer',
      platform: 'Platform',
      waitsFor: 'Comes after',
    },
  },
  experiments: {
    title: 'Experiments',
    one: 'Experiment',
    create: 'New experiment',
    createTitle: 'Make an experiment',
    nothing: {
      title: 'There is no experiment yet',
      description:
        'An experiment holds runs that belong together, so that they can be found and compared. Make one, or let the SDK do it.',
    },
    nothingArchived: {
      title: 'No experiment is archived',
      description: 'Those that are put away are kept here.',
    },
    notFound: 'There is no such experiment',
    archivedNoRun: 'It is archived. Restore it to start runs in it.',
    archiveTitle: 'Archive {{name}}?',
    archiveExplained:
      'All of its runs are archived with it, and its recurring runs are disabled. Restoring it later brings back neither: each run has to be restored, and each recurring run enabled.',
    deleteTitle: 'Delete {{name}}?',
    deleteExplained:
      'The experiment is gone for good. Its runs and recurring runs are kept, and the recurring ones go on firing; delete those that are not wanted first.',
  },
  recurring: {
    title: 'Recurring runs',
    one: 'Recurring run',
    create: 'New recurring run',
    nothing: {
      title: 'Nothing recurs yet',
      description:
        'A recurring run starts a pipeline again and again: by a cron expression, or at an interval. Choose one of the two when you start a run, or let the SDK do it.',
    },
    notFound: 'There is no such recurring run',
    every: 'Every {{time}}',
    utc: '{{words}} (UTC)',
    noSchedule: 'No schedule',
    state: {
      active: { word: 'Enabled', hint: 'It fires by its schedule.' },
      waiting: {
        word: 'Not yet',
        hint: 'It is enabled; its first time is still to come.',
      },
      disabled: {
        word: 'Disabled',
        hint: 'Somebody has turned it off: it does not fire until it is enabled.',
      },
      ended: {
        word: 'Ended',
        hint: 'It fires no more: no time of its schedule is left.',
      },
      unreadable: {
        word: 'Wrong schedule',
        hint: 'It never fires: the scheduler of Kubeflow Pipelines cannot read its schedule. Clone it with one of six fields, seconds first, and delete it.',
      },
    },
    fires: 'Fires',
    startAt: 'From',
    endAt: 'Until',
    next: 'Next times',
    aboutIntervals:
      'Counted from when it was made or begins; one that was disabled for a while fires at other times.',
    concurrency: 'At the same time',
    atOnce_one: '{{count}} run at most',
    atOnce_other: '{{count}} runs at most',
    catchUp: 'What was missed',
    catchUpOn: 'is caught up on, one run for each time',
    catchUpOff: 'is left out',
    starts: 'What it starts',
    ownSpec: 'A specification of its own',
    version: 'Version',
    newestVersion: 'Always the newest',
    serviceAccount: 'Service account',
    pipelineRoot: 'Pipeline root',
    parameters: 'Parameters',
    runs: 'What it has started',
    fault: 'The server tells of a fault',
    enable: 'Enable',
    disable: 'Disable',
    clone: 'Clone',
    deleteTitle: 'Delete {{name}}?',
    deleteExplained:
      'It does not fire any more and is gone for good. The runs that it has started are kept.',
  },
} as const;
