import { MarkdownContent } from '@backstage/core-components';
import styles from '../Artifacts.module.css';

/** Markdown. HTML in it stays text, and pictures from elsewhere are not fetched. */
export function MarkdownPreview(props: { text: string }) {
  return (
    <div className={styles.markdown}>
      <MarkdownContent
        content={props.text}
        linkTarget="_blank"
        transformImageUri={() => ''}
      />
    </div>
  );
}
