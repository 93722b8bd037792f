import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from '../Artifacts.module.css';
import { hasScripts, sandboxedHtml } from '../sandboxedHtml';

/** A page that a pipeline wrote, in a frame without rights: nothing of it runs, and nothing is fetched for it. */
export function HtmlPreview(props: { label: string; html: string }) {
  const { label, html } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.parts}>
      {hasScripts(html) && (
        <p className={styles.note}>{t('run.artifact.noScripts')}</p>
      )}
      <iframe
        title={label}
        sandbox=""
        srcDoc={sandboxedHtml(html)}
        referrerPolicy="no-referrer"
        className={styles.frame}
      />
    </div>
  );
}
