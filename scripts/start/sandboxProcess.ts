/*
 * Runs the sandbox and its simulation for as long as the process that started it lives, and tells it where it is.
 */
import { startSandbox } from '@kubeflow-portal/sandbox';

/** The account that reads for the portal, as the Kubernetes plugin's configuration would have it. */
const portal = 'system:serviceaccount:kubeflow-portal:portal';
/** The account that the Kubeflow backend has for itself, so that people can run pipelines. */
const acting = 'system:serviceaccount:kubeflow-portal:portal-acting';

async function main() {
  const [port, speed] = process.argv.slice(2).map(Number);
  const sandbox = await startSandbox({
    port,
    // As the newest Kubeflow Pipelines does it: only so the artifacts of tasks are listed.
    pipelines: { tasks: 'tasks' },
    simulation: { speed, onError: error => console.error(error) },
  });
  const stop = async () => {
    await sandbox[Symbol.asyncDispose]();
    process.exit(0);
  };
  // Ctrl-C reaches this process too; the one that started it decides when to stop.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  process.send?.({
    url: sandbox.url,
    token: sandbox.token(portal),
    actingToken: sandbox.token(acting),
    caData: sandbox.caData,
    objectStore: sandbox.objectStore,
    pipelinesUrl: sandbox.pipelinesUrl,
    kubeconfig: sandbox.kubeconfig('admin'),
  });
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
