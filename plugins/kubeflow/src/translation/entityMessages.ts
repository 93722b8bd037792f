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
} as const;
