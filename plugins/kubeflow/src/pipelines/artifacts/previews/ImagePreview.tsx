import { useMemo } from 'react';
import { dataUrl } from '../artifactBytes';
import styles from '../Artifacts.module.css';

/** A picture. Scripts in one do not run where it is shown as a picture. */
export function ImagePreview(props: {
  label: string;
  bytes: Uint8Array;
  type: string;
}) {
  const { label, bytes, type } = props;
  const url = useMemo(() => dataUrl(bytes, type), [bytes, type]);
  return <img className={styles.image} src={url} alt={label} />;
}
