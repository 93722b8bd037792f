/** Texts of the page that compares runs. */
export const compareMessages = {
  title: 'Compare runs',
  loading: 'Reading the runs',
  loadingCount: '{{done}} of {{total}} runs are read',
  remove: 'Take {{name}} out of the comparison',
  toRuns: 'Choose runs',
  tooFew: {
    title: 'Choose at least two runs to compare',
    description:
      'Mark 2 to 10 runs in the list of runs, and press Compare. The address of the comparison can be shared.',
  },
  tooMany: {
    title_one: '{{count}} run is left out: 10 runs can be compared at once',
    title_other: '{{count}} runs are left out: 10 runs can be compared at once',
    description:
      'The first ten of the address are shown. Take some out of the comparison to make room.',
  },
  missing: {
    title_one: '{{count}} run cannot be compared',
    title_other: '{{count}} runs cannot be compared',
    line: '{{id}}: {{message}}',
  },
  absent: 'not there',
  empty: 'empty text',

  runs: 'Runs',
  fact: 'Fact',
  facts: {
    state: 'State',
    pipeline: 'Pipeline',
    version: 'Version',
    experiment: 'Experiment',
    created: 'Created',
    duration: 'Duration',
    root: 'Pipeline root',
  },
  ofSpec: 'a specification of its own',

  parameters: {
    title: 'Parameters',
    name: 'Parameter',
    only: 'Only differences',
    none: 'None of these runs has parameters.',
    same: 'All parameters are the same.',
    differs: 'differs',
    default: 'by default',
  },

  metrics: {
    title: 'Metrics',
    name: 'Metric',
    best: 'best',
    higher: 'higher is better',
    lower: 'lower is better',
    switch: '{{name}}: {{direction}}. Press to change.',
    bars: 'Metrics as bars',
    bar: '{{name}} of {{task}} for each run',
    none: 'None of these runs has a task that logged scalar metrics.',
    oldTitle: 'This server tells no metrics',
    old: 'This Kubeflow Pipelines tells the states of tasks and nothing of their artifacts, so metrics, curves and matrices cannot be compared. Kubeflow Pipelines from 2.19 on serves them to the portal.',
    someOld:
      'Metrics of some of these runs are not known: their server tells only the states of their tasks.',
  },
  curves: {
    title: 'Curves',
    chart: '{{name}} of {{task}} by step, one line for each run',
    none: 'None of these runs has a series: a value of an artifact’s metadata that is a list of numbers, or of [step, value].',
    missing: 'No series in {{names}}.',
    first: 'First',
    last: 'Last',
    least: 'Least',
    most: 'Most',
    step: 'step',
  },
  roc: {
    title: 'ROC curves',
    chart: 'ROC curves of {{task}}, one line for each run',
    area: 'Area under the curve',
    falsePositives: 'False positive rate',
    recall: 'True positive rate',
    missing: 'No ROC curve in {{names}}.',
  },
  confusion: {
    title: 'Confusion matrices',
    matrix:
      '{{task}} of {{name}}: rows are what it was, columns what it was taken for',
    accuracy: '{{percent}} right',
    noCases: 'no cases',
    none: 'No matrix',
    corner: 'Was',
  },
  durations: {
    title: 'Durations of tasks',
    task: 'Task',
    help: 'From the first start to the last end of a task, all turns of a loop together.',
    whole: 'Whole run',
    turns_one: '{{count}} time',
    turns_other: '{{count}} times',
    none: 'None of these runs has started a task.',
    notStarted: 'not started',
    noTask: 'no such task',
  },
} as const;
