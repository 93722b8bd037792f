/** Texts of the tab and the card on an entity's page. */
export const entityMessages = {
  title: 'Training',
  jobs: 'Training jobs',
  nothing:
    'No training job belongs to this entity yet. One that is started in the place below appears here by itself.',
  nothingShort: 'No training job belongs to this entity yet.',
  where: {
    cluster: 'cluster',
    namespace: 'namespace',
    labels: 'labels',
  },

  missing: {
    title: 'This entity does not say which jobs belong to it',
    description:
      'Add one of the annotations {{annotations}} to its catalog-info.yaml. The namespace alone is enough.',
  },
  unusable: {
    title: 'The annotation {{annotation}} cannot be used',
    advice:
      'Until it is corrected in the entity’s catalog-info.yaml, no job is shown: a wrong annotation never widens what an entity shows.',
  },
  unknownCluster: {
    title_one: 'The portal does not know a cluster named {{names}}',
    title_other: 'The portal does not know the clusters {{names}}',
    advice:
      'The annotation {{annotation}} names it. Clusters of the portal: {{known}}. Correct the annotation in the entity’s catalog-info.yaml, or have the cluster added to the portal.',
    none: 'none',
  },
  edit: 'Edit the entity',

  card: {
    all: 'All training jobs',
    states: 'Training jobs by state',
    attention: 'Needs attention',
    running: 'Running',
    quiet: 'Nothing runs and nothing needs attention.',
    more_one: 'and {{formatted}} more',
    more_other: 'and {{formatted}} more',
  },

  pipelines: {
    title: 'Pipelines',
    all: 'All runs',
    run: 'Run',
    place: 'Where the runs are',
    shownOf: 'Of {{place}}; the tab has the other places.',
    none: 'No run belongs to this entity yet. Start one here, or with the kfp SDK.',
    last: 'Last run',
    before: 'Runs before it',
    rate: 'Success rate',
    rateOf_one: '{{succeeded}} of the last finished run succeeded.',
    rateOf_other:
      '{{succeeded}} of the last {{count}} finished runs succeeded.',
    notCounted_one: '{{count}} that was cancelled is not counted.',
    notCounted_other: '{{count}} that were cancelled are not counted.',
    noneFinished: 'No run has finished yet.',
    duration: 'Duration',
    median: 'Half of them take less than {{time}}.',
    trend_one: 'Duration of the last successful run: {{last}}.',
    trend_other:
      'Durations of the last {{count}} successful runs: from {{first}} to {{last}}, at least {{least}}, at most {{most}}.',
    noneSucceeded: 'No run has succeeded yet.',
    advice:
      'Until it is corrected in the entity’s catalog-info.yaml, no run is shown: a wrong annotation never widens what an entity shows.',
    missing: {
      title: 'This entity does not say which runs belong to it',
      description:
        'Add one of the annotations {{annotations}} to its catalog-info.yaml, with the name or the id of a pipeline or an experiment.',
    },
    notFound: {
      pipeline: 'There is no pipeline named {{name}} in {{cluster}}',
      experiment: 'There is no experiment named {{name}} in {{cluster}}',
      description:
        'The annotation {{annotation}} names it, by its name or its id. It may have been deleted or given another name, or you may not see it. Correct the annotation in the entity’s catalog-info.yaml.',
    },
    noNamespace: {
      title: 'In which namespace of {{cluster}} are the runs?',
      description:
        'Kubeflow Pipelines of this cluster serves several teams, and keeps their runs in namespaces. Name one in the annotation {{annotation}} of the entity’s catalog-info.yaml.',
    },
  },
} as const;
