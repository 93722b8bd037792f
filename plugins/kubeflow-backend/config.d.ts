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
        /**
         * The Pipelines API of this cluster; each key goes before the same one under `kubeflow.pipelines`. May stand here
         * without a credential.
         */
        pipelines?: PipelinesConfig;
      };
    };

    /** The Pipelines APIs of all clusters. */
    pipelines?: PipelinesConfig;

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

interface PipelinesConfig {
  /** Default: true. */
  enabled?: boolean;
  /** Namespace of the service in the cluster. Default: `kubeflow`. */
  namespace?: string;
  /** Default: `ml-pipeline`. */
  service?: string;
  /** Number or name of the service's port. Default: 8888. */
  port?: number | string;
  /** How the API server talks to the service. Default: `http`. */
  scheme?: 'http' | 'https';
  /** The API's own address, instead of the service through the API server of the cluster. */
  url?: string;
  /** Path of a PEM file: who signs the certificate of `url`. */
  caFile?: string;
  /** PEM, base64 encoded. */
  caData?: string;
  /** Accept any certificate. Only for trying things out. */
  skipTLSVerify?: boolean;
  /**
   * Sent to `url` as a bearer token.
   * @visibility secret
   */
  token?: string;
  /** Path of a file with a token; read again, so that it can rotate. */
  tokenFile?: string;
  /** How an API for several users knows who asks. */
  identity?: {
    /**
     * `none`: a server for one user (default); `header`: it believes this backend; `serviceAccount`: it is asked as a
     * service account, after the person's rights were checked.
     */
    type: 'none' | 'header' | 'serviceAccount';
    /** Default: `kubeflow-userid`. */
    header?: string;
    /** Before the user in the header. Default: nothing. */
    prefix?: string;
    /** What the cluster calls a person. Default: `email`, from the person's entity in the catalog. */
    userIdFrom?: 'email' | 'name' | 'entityRef';
    /** Default: `default-editor`. */
    serviceAccount?: string;
    /** Default: the namespace that a request is about. */
    serviceAccountNamespace?: string;
  };
  /** Until an answer must be complete. Default: 30 seconds. */
  requestTimeout?: HumanDuration | string;
  /** To read artifacts with, where the API does not hand them out, and logs of pods that are gone: a server that speaks S3. */
  objectStore?: {
    endpoint: string;
    /** Default: `us-east-1`. */
    region?: string;
    /** The only bucket that may be read. Default: any. */
    bucket?: string;
    /** @visibility secret */
    accessKeyId: string;
    /** @visibility secret */
    secretAccessKey: string;
    /** The bucket in the path, not in the host name. Default: true. */
    forcePathStyle?: boolean;
    /**
     * Where Argo puts the logs of pods, as its keyFormat has it, with the file name; tried one after the other. Default:
     * those of the manifests of Kubeflow Pipelines.
     */
    logKeys?: string[];
  };
}
