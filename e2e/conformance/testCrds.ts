/** The group of the kinds that only these tests use. */
export const group = 'conformance.kubeflow-portal.io';

/** Two served versions with a status subresource, a schema, columns and a selectable field, as training kinds have. */
export const widgets = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `widgets.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      listKind: 'WidgetList',
      shortNames: ['wd'],
      categories: ['all'],
    },
    conversion: { strategy: 'None' },
    versions: ['v1', 'v1beta1'].map((name, index) => ({
      name,
      served: true,
      storage: index === 0,
      subresources: { status: {} },
      additionalPrinterColumns: [
        { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
        {
          name: 'State',
          type: 'string',
          jsonPath: '.status.conditions[-1:].type',
        },
        {
          name: 'Colour',
          type: 'string',
          jsonPath: '.spec.colour',
          priority: 1,
        },
        { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
      ],
      schema: {
        openAPIV3Schema: {
          type: 'object',
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: { type: 'object' },
            spec: {
              type: 'object',
              required: ['size'],
              properties: {
                size: { type: 'integer', minimum: 0 },
                colour: { type: 'string', enum: ['red', 'green', 'blue'] },
                shape: { type: 'string', default: 'round' },
                free: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                },
                parts: {
                  type: 'array',
                  'x-kubernetes-list-type': 'map',
                  'x-kubernetes-list-map-keys': ['name'],
                  items: {
                    type: 'object',
                    required: ['name'],
                    properties: {
                      name: { type: 'string' },
                      count: { type: 'integer' },
                    },
                  },
                },
              },
            },
            status: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      },
    })),
  },
};

/** Cluster-scoped, without a status subresource and without a schema worth the name, as some runtimes are. */
export const gadgets = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `gadgets.${group}` },
  spec: {
    group,
    scope: 'Cluster',
    names: {
      plural: 'gadgets',
      singular: 'gadget',
      kind: 'Gadget',
      listKind: 'GadgetList',
    },
    conversion: { strategy: 'None' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

/** A CRD that a test may add and remove. */
export function shortLivedCrd(plural: string) {
  const singular = plural.replace(/s$/, '');
  const kind = singular[0].toUpperCase() + singular.slice(1);
  return {
    ...gadgets,
    metadata: { name: `${plural}.${group}` },
    spec: {
      ...gadgets.spec,
      scope: 'Namespaced',
      names: { plural, singular, kind, listKind: `${kind}List` },
    },
  };
}

/** A widget to create; `spec` and `metadata` are merged in. */
export const widget = (
  name: string,
  spec: object = {},
  metadata: object = {},
) => ({
  apiVersion: `${group}/v1`,
  kind: 'Widget',
  metadata: { name, ...metadata },
  spec: { size: 1, ...spec },
});

export const widgetVersion = `${group}/v1`;
