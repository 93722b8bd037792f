import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Radio,
  RadioGroup,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import {
  kubeflowPipelineCreatePermission,
  type Pipeline,
  type YamlProblem,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  usePipelinesHref,
  useUploadPipeline,
  useUploadVersion,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { NamespaceField } from '../../shell/NamespaceField';
import { hasNamespaces } from '../../shell/place';
import type { PipelinesPlace } from '../../shell/PipelinesFrame';
import { parseTags } from './parseTags';
import { SourceField } from './SourceField';
import { SpecSummary } from './SpecSummary';
import styles from './Upload.module.css';
import {
  emptyUploadDraft,
  NAME_LIMIT,
  suggestedName,
  uploadRequest,
  type UploadDraft,
} from './uploadDraft';
import { useParsedYaml } from './useParsedYaml';
import { YamlProblems } from './YamlProblems';

/** Properties of {@link UploadDialog}. */
export interface UploadDialogProps {
  place: PipelinesPlace;
  /** A new version of this one; absent: a new pipeline. */
  pipeline?: Pipeline;
  onClose: () => void;
}

/** Uploads a compiled pipeline. It is checked before it is sent, and what is wrong is shown where it is. */
export function UploadDialog(props: UploadDialogProps) {
  const { place, pipeline, onClose } = props;
  const { cluster } = place;
  const { t } = useKubeflowTranslation();
  const navigate = useNavigate();
  const href = usePipelinesHref();
  const uploadPipeline = useUploadPipeline();
  const uploadVersion = useUploadVersion();
  const upload = pipeline ? uploadVersion : uploadPipeline;
  const [opened] = useState(() => new Date());
  const [draft, setDraft] = useState<UploadDraft>({
    ...emptyUploadDraft,
    namespace: place.namespace,
  });
  const change = (next: Partial<UploadDraft>) =>
    setDraft(current => ({ ...current, ...next }));
  const field = useRef<HTMLDivElement>(null);

  const { parsed, isChecking } = useParsedYaml(draft.text);
  const name =
    draft.name ??
    suggestedName(parsed, { isVersion: pipeline !== undefined, now: opened });
  const tagProblem = parseTags(draft.tags).problem;
  const request = uploadRequest(draft, parsed, name);

  const send = async () => {
    if (!request) {
      return;
    }
    try {
      const { pipelineId, versionId } = pipeline
        ? await uploadVersion.run({
            ref: { cluster, id: pipeline.id, namespace: place.namespace },
            request,
          })
        : await uploadPipeline.run({ cluster, request });
      onClose();
      const to = href.pipeline(
        { cluster, id: pipelineId, namespace: place.namespace },
        { version: pipeline && versionId },
      );
      if (to) {
        navigate(to);
      }
    } catch {
      // It is shown below, and what was entered stays.
    }
  };
  const show = (problem: YamlProblem) =>
    showPlace(field.current?.querySelector('textarea'), draft.text, problem);
  return (
    <Dialog
      isOpen
      width="min(720px, 92vw)"
      // A click beside it would throw away what was entered.
      isDismissable={draft.text === ''}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>
        {pipeline
          ? t('pipelines.upload.versionTitle', { name: pipeline.name })
          : t('pipelines.upload.title')}
      </DialogHeader>
      <DialogBody>
        <form
          id="pipeline-upload"
          className={styles.form}
          onSubmit={event => {
            event.preventDefault();
            void send();
          }}
        >
          <SourceField
            text={draft.text}
            fileName={draft.fileName}
            field={field}
            onChange={(text, fileName) => change({ text, fileName })}
          />
          {parsed && parsed.problems.length > 0 && (
            <YamlProblems
              text={draft.text}
              problems={parsed.problems}
              onShow={show}
            />
          )}
          {parsed?.spec && parsed.problems.length === 0 && (
            <SpecSummary spec={parsed.spec} />
          )}
          <TextField
            label={
              pipeline
                ? t('pipelines.upload.versionName')
                : t('pipelines.upload.name')
            }
            isRequired
            maxLength={NAME_LIMIT}
            value={name}
            onChange={next => change({ name: next })}
          />
          <TextAreaField
            label={t('pipelines.upload.description')}
            rows={2}
            maxLength={2_000}
            value={draft.description}
            onChange={description => change({ description })}
          />
          {!pipeline && hasNamespaces(place.server) && (
            <RadioGroup
              label={t('pipelines.upload.scope')}
              orientation="horizontal"
              value={draft.isPrivate ? 'private' : 'shared'}
              onChange={value => change({ isPrivate: value === 'private' })}
            >
              <Radio value="shared">{t('pipelines.upload.shared')}</Radio>
              <Radio value="private">{t('pipelines.upload.private')}</Radio>
            </RadioGroup>
          )}
          {!pipeline && draft.isPrivate && (
            <NamespaceField
              label={t('pipelines.place.namespace')}
              cluster={cluster}
              value={draft.namespace}
              onChange={namespace => change({ namespace })}
            />
          )}
          <TextField
            label={t('pipelines.upload.tags')}
            description={t('pipelines.upload.tagsHint')}
            placeholder="team=vision, stage=prod"
            value={draft.tags}
            isInvalid={tagProblem !== undefined}
            onChange={tags => change({ tags })}
          />
          {tagProblem && (
            <p role="alert" className={styles.refusal}>
              {t(`pipelines.upload.tagProblem.${tagProblem.code}`, {
                tag: tagProblem.tag,
              })}
            </p>
          )}
          {upload.error && (
            <ErrorPanel
              error={upload.error}
              title={t('pipelines.upload.failed')}
              permission={kubeflowPipelineCreatePermission}
            />
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button
          type="submit"
          form="pipeline-upload"
          variant="primary"
          isPending={upload.isPending}
          isDisabled={!request || isChecking}
        >
          {t('pipelines.upload.send')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('pipelines.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** Puts the cursor of a field of text to a place in it. */
function showPlace(
  area: HTMLTextAreaElement | null | undefined,
  text: string,
  { line, column }: YamlProblem,
): void {
  if (!area) {
    return;
  }
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1);
  const begin = before.reduce((sum, each) => sum + each.length + 1, 0);
  const end = begin + (lines[line - 1]?.length ?? 0);
  area.focus();
  area.setSelectionRange(Math.min(begin + column - 1, end), end);
  const lineHeight = area.scrollHeight / Math.max(1, lines.length);
  area.scrollTop = Math.max(0, (line - 4) * lineHeight);
}
