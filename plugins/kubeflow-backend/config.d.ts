import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Kubeflow in the portal. */
  kubeflow?: {
    /**
     * Follow the clusters that the Kubernetes plugin knows, through its proxy. Default: true.
     */
    useKubernetesPlugin?: boolean;

    /**
     * A credential of our own for some clusters, by the name that the Kubernetes plugin has for each. Such a cluster is
     * read directly instead of through the Kubernetes plugin's proxy. Give either `kubeconfig`, or a token.
     */
    clusters?: {
      [name: string]: {
        /** For people. Default: the name. */
        title?: string;
        /** Path of a kubeconfig file. */
        kubeconfig?: string;
        /** Context of the kubeconfig. Default: its current one. */
        context?: string;
        /** Default: the URL that the Kubernetes plugin's configuration has for this name. */
        url?: string;
        /** @visibility secret */
        serviceAccountToken?: string;
        /** Path of a file with a token; read again when it changes. */
        serviceAccountTokenFile?: string;
        /** Certificates that sign the cluster's: PEM, base64 encoded. */
        caData?: string;
        /** Path of a PEM file. */
        caFile?: string;
        /** Accept any certificate. Only for trying things out. */
        skipTLSVerify?: boolean;
      };
    };

    /** Leave kinds out, by id: `seldon-model`. */
    kinds?: {
      exclude?: string[];
    };

    /** How clusters are followed. */
    watch?: {
      /** Objects per page of a list, 10 to 5000. Default: 500. */
      pageSize?: number;
      /** How long a cluster may take to begin an answer, or to go on with one. Default: 30 seconds. */
      requestTimeout?: HumanDuration | string;
      /** After which a watch is opened anew, at the earliest; at the latest after twice that. Default: 5 minutes. */
      watchTimeout?: HumanDuration | string;
      /** Without any event or bookmark, after which a watch counts as dead. API servers send a bookmark
       * about once a minute. Default: 90 seconds. */
      idleTimeout?: HumanDuration | string;
      /** Between two looks at which kinds a cluster serves. Default: 30 seconds. */
      discoveryInterval?: HumanDuration | string;
      /** Wait before the first new attempt when something fails; doubled each time, with jitter. Default: 1 second. */
      retryInitial?: HumanDuration | string;
      /** The longest wait between two attempts. Default: 60 seconds. */
      retryMax?: HumanDuration | string;
    };

    /** Pods and events of the objects that somebody looks at. */
    children?: {
      /** How long they are followed after the last viewer has left. Default: 30 seconds. */
      linger?: HumanDuration | string;
    };

    /** Live updates to browsers. */
    stream?: {
      /** Changes that are kept for clients that come back, 100 to 1000000. Default: 10000. */
      bufferSize?: number;
      /** Between two signs of life on a quiet stream. Default: 15 seconds. */
      heartbeat?: HumanDuration | string;
    };
  };
}
