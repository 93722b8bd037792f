import { Link } from '@backstage/ui';

/** Where the code of a version lies; text where it is no address that a browser opens as a page. */
export function CodeSource(props: { url: string | undefined }) {
  const { url } = props;
  if (!url) {
    return <>–</>;
  }
  return isWebAddress(url) ? (
    <Link href={url} target="_blank" rel="noreferrer" title={url}>
      {url.replace(/^https?:\/\//, '')}
    </Link>
  ) : (
    <span title={url}>{url}</span>
  );
}

/** A value from a server can hold any scheme. */
function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
