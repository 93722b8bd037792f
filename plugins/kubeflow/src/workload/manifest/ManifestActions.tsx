import { Button } from '@backstage/ui';
import { RiCheckLine, RiDownloadLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './ManifestTab.module.css';

/** How long a button says that it has copied. */
const THANKS_MILLISECONDS = 2_000;

/** Takes a manifest along: into the clipboard, or as a file. */
export function ManifestActions(props: { text: string; fileName: string }) {
  const { text, fileName } = props;
  const { t } = useKubeflowTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (outcome !== 'copied') {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), THANKS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      // Absent on a page that is served without TLS from another machine.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <div className={styles.actions}>
      <span role="status" className={styles.failed}>
        {outcome === 'failed' && t('workload.copyFailed')}
      </span>
      <Button
        size="small"
        variant="secondary"
        iconStart={outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={copy}
      >
        {t(outcome === 'copied' ? 'workload.copied' : 'workload.copy')}
      </Button>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        onPress={() => saveFile(text, fileName)}
      >
        {t('workload.download')}
      </Button>
    </div>
  );
}

function saveFile(text: string, fileName: string) {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'application/yaml' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
