/*
 * `npm run cluster`: a real API server on loopback, with the training CRDs, for as long as it runs. It has no kubelet:
 * objects are kept and served, and nothing starts their pods.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ControlPlane } from './controlPlane';
import { installCrds, trainingCrds } from './crds';
import { kubeconfig } from './kubeconfig';

const file = fileURLToPath(
  new URL('../../.cache/cluster/kubeconfig', import.meta.url),
);

async function main(): Promise<void> {
  console.log('The control plane is starting; the first time it is built …');
  await using plane = await ControlPlane.start();
  await installCrds(plane.client('admin'), trainingCrds);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, kubeconfig(plane.endpoint, plane.user('admin')), {
    mode: 0o600,
  });
  console.log(`\nThe API server: ${plane.endpoint.url}   Ctrl-C stops it.`);
  console.log(
    `kubectl --kubeconfig ${relative(process.cwd(), file)} get crds\n`,
  );
  await new Promise<void>(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
