import { Button, TextAreaField } from '@backstage/ui';
import { RiFileUploadLine } from '@remixicon/react';
import { useRef, useState, type DragEvent, type RefObject } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { readPipelineFile } from './readPipelineFile';
import styles from './Upload.module.css';

/** A longer text makes a field of text slow, so the file's name stands for it. */
const EDITABLE_LENGTH = 300_000;

/** Takes a compiled pipeline: a file that is chosen or dropped, or text that is pasted. */
export function SourceField(props: {
  text: string;
  fileName: string | undefined;
  onChange: (text: string, fileName: string | undefined) => void;
  /** The field of text, so that a problem can lead to its place. */
  field: RefObject<HTMLDivElement>;
}) {
  const { text, fileName, onChange, field } = props;
  const { t } = useKubeflowTranslation();
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<
    'compressed' | 'large' | 'unreadable'
  >();
  const input = useRef<HTMLInputElement>(null);

  const take = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    const result = await readPipelineFile(file);
    if ('refusal' in result) {
      setRefusal(result.refusal);
    } else {
      setRefusal(undefined);
      onChange(result.text, file.name);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const isLong = text.length > EDITABLE_LENGTH;
  return (
    <div
      className={styles.source}
      data-over={isOver || undefined}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className={styles.file}>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileUploadLine />}
          onPress={() => input.current?.click()}
        >
          {t('pipelines.upload.choose')}
        </Button>
        <span className={styles.hint}>
          {fileName ?? t('pipelines.upload.drop')}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          data-testid="pipeline-file"
          accept=".yaml,.yml,.json,application/yaml,application/json"
          onChange={event => {
            void take(event.target.files?.[0]);
            // The same file, mended, can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {refusal && (
        <p role="alert" className={styles.refusal}>
          {t(`pipelines.upload.refusal.${refusal}`)}
        </p>
      )}
      {isLong ? (
        <div className={styles.file}>
          <span className={styles.hint}>
            {t('pipelines.upload.long', {
              size: Math.round(text.length / 1_000).toLocaleString(),
            })}
          </span>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => onChange('', undefined)}
          >
            {t('pipelines.upload.clear')}
          </Button>
        </div>
      ) : (
        <TextAreaField
          ref={field}
          className={styles.yaml}
          label={t('pipelines.upload.yaml')}
          description={t('pipelines.upload.yamlHint')}
          rows={10}
          spellCheck="false"
          value={text}
          onChange={next => onChange(next, undefined)}
        />
      )}
    </div>
  );
}
