/**
 * Starts elkjs in a worker. Every bundler of a Backstage app takes this form of address for a file of its own, served
 * from where the app is, which the usual content security policy allows; a worker made of a blob it would not.
 */
export function startElkWorker(): Worker {
  return new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url));
}
