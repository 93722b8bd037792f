import {
  Checkbox,
  Radio,
  RadioGroup,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import { cronInWords } from './cronText';
import styles from './NewRun.module.css';
import { invalid } from './invalid';
import {
  intervalUnits,
  type DraftField,
  type IntervalUnit,
  type RunDraft,
  type RunRhythm,
} from './runDraft';

/** Once, or when again and again. */
export function ScheduleSection(props: {
  draft: RunDraft;
  onChange: (change: Partial<RunDraft>) => void;
  problems: Readonly<Partial<Record<DraftField, true>>>;
}) {
  const { draft, onChange, problems } = props;
  const { t } = useKubeflowTranslation();
  return (
    <Section title={t('newRun.whenTitle')}>
      <RadioGroup
        label={t('newRun.rhythm')}
        value={draft.rhythm}
        onChange={value => onChange({ rhythm: value as RunRhythm })}
      >
        <Radio value="once">{t('newRun.once')}</Radio>
        <Radio value="interval">{t('newRun.interval')}</Radio>
        <Radio value="cron">{t('newRun.cron')}</Radio>
      </RadioGroup>
      {draft.rhythm === 'interval' && (
        <div className={styles.pair}>
          <TextField
            label={t('newRun.every')}
            value={draft.every}
            inputMode="numeric"
            onChange={every => onChange({ every })}
            {...invalid(problems.every && t('newRun.everyWrong'))}
          />
          <Select
            label={t('newRun.unit')}
            value={draft.unit}
            onChange={unit => onChange({ unit: unit as IntervalUnit })}
            options={(Object.keys(intervalUnits) as IntervalUnit[]).map(
              unit => ({ value: unit, label: t(`newRun.units.${unit}`) }),
            )}
          />
        </div>
      )}
      {draft.rhythm === 'cron' && (
        <CronField
          value={draft.cron}
          onChange={cron => onChange({ cron })}
          isWrong={problems.cron === true}
        />
      )}
      {draft.rhythm !== 'once' && (
        <WindowFields draft={draft} onChange={onChange} problems={problems} />
      )}
    </Section>
  );
}

function CronField(props: {
  value: string;
  onChange: (value: string) => void;
  isWrong: boolean;
}) {
  const { value, onChange, isWrong } = props;
  const { t } = useKubeflowTranslation();
  const words = isWrong ? undefined : cronInWords(value);
  return (
    <div>
      <TextField
        label={t('newRun.cronLabel')}
        description={t('newRun.cronHelp')}
        value={value}
        onChange={onChange}
        autoComplete="off"
        {...invalid(isWrong && t('newRun.cronWrong'))}
      />
      <Text as="p" variant="body-small" color="secondary" role="status">
        {words && t('newRun.cronMeans', { words })}
      </Text>
    </div>
  );
}

function WindowFields(props: {
  draft: RunDraft;
  onChange: (change: Partial<RunDraft>) => void;
  problems: Readonly<Partial<Record<DraftField, true>>>;
}) {
  const { draft, onChange, problems } = props;
  const { t } = useKubeflowTranslation();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={t('newRun.startAt')}
          description={t('newRun.timeHelp', { zone: timeZone })}
          value={draft.startAt}
          onChange={startAt => onChange({ startAt })}
          autoComplete="off"
          {...invalid(problems.startAt && t('newRun.timeWrong'))}
        />
        <TextField
          label={t('newRun.endAt')}
          value={draft.endAt}
          onChange={endAt => onChange({ endAt })}
          autoComplete="off"
          {...invalid(
            problems.endAt
              ? t('newRun.timeWrong')
              : problems.window && t('newRun.windowWrong'),
          )}
        />
      </div>
      <TextField
        className={styles.short}
        label={t('newRun.maxConcurrency')}
        value={draft.maxConcurrency}
        inputMode="numeric"
        onChange={maxConcurrency => onChange({ maxConcurrency })}
        {...invalid(problems.maxConcurrency && t('newRun.maxConcurrencyWrong'))}
      />
      <Checkbox
        isSelected={draft.catchUp}
        onChange={catchUp => onChange({ catchUp })}
      >
        {t('newRun.catchUp')}
      </Checkbox>
    </>
  );
}
