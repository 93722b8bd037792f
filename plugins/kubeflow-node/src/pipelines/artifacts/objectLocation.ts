/** Where an artifact's file lies in an object store. */
export interface ObjectLocation {
  bucket: string;
  key: string;
}

/**
 * Reads `s3://bucket/key`, and the same with `minio` and `gs`, which stores that speak S3 know too. What may follow
 * after a `?` says how a store is reached, and is not ours to follow.
 */
export function objectLocation(
  uri: string | undefined,
): ObjectLocation | undefined {
  const match = /^(?:s3|minio|gs):\/\/([^/?#]+)\/([^?#]+)/.exec(uri ?? '');
  const [, bucket, key] = match ?? [];
  if (
    !bucket ||
    !key ||
    !/^[a-z0-9][a-z0-9._-]{1,62}$/i.test(bucket) ||
    bucket.includes('..')
  ) {
    return undefined;
  }
  // A URL would take these steps out, and lead elsewhere; half of a surrogate pair has no place in one.
  return key.split('/').some(step => step === '.' || step === '..') ||
    /\p{Surrogate}/u.test(key)
    ? undefined
    : { bucket, key };
}
