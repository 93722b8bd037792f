import { Link } from '@backstage/ui';
import type {
  Diagnosis,
  Evidence,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RiErrorWarningFill,
  RiInformationFill,
  RiLightbulbLine,
  RiTimeFill,
} from '@remixicon/react';
import { useId } from 'react';
import { RelativeTime } from '../components/RelativeTime';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './DiagnosisList.module.css';

/** @public */
export interface DiagnosisListProps {
  /** Causes before their consequences, as the backend has them. */
  items: readonly Diagnosis[];
  /** The address of what shows a diagnosis: the line of a log, an event, a pod. */
  linkTo?: (evidence: Evidence) => string | undefined;
  /** Stands before a title: the task that it is about. */
  prefix?: (item: Diagnosis) => string | undefined;
  /** Shows titles only until somebody opens one: for places where something else is looked at. Default: `false`. */
  isFolded?: boolean;
}

const icons = {
  failure: RiErrorWarningFill,
  blocked: RiTimeFill,
  warning: RiInformationFill,
} as const;

const headings = {
  failure: 'diagnosis.title',
  blocked: 'diagnosis.titleBlocked',
  warning: 'diagnosis.titleWarning',
} as const;

/**
 * Why something failed or does not go on, with what shows it and what to do. The first cause is open; consequences are
 * folded away.
 *
 * @public
 */
export function DiagnosisList(props: DiagnosisListProps) {
  const { items, isFolded = false } = props;
  const { t } = useKubeflowTranslation();
  const id = useId();
  const causes = items.filter(({ consequence }) => !consequence);
  const consequences = items.filter(({ consequence }) => consequence);
  // With nothing else to blame, what follows from something unseen is all there is.
  const [shown, folded] =
    causes.length > 0 ? [causes, consequences] : [consequences, []];
  const [first] = shown;
  if (!first) {
    return null;
  }
  return (
    <section className={styles.diagnosis} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {t(
          // Whoever was told to stop has not failed.
          first.rule === 'cancelled'
            ? 'diagnosis.titleCancelled'
            : headings[first.severity],
        )}
      </h2>
      <ul className={styles.list}>
        {shown.map((item, index) => (
          <li key={index}>
            <DiagnosisItem
              {...props}
              item={item}
              isOpen={index === 0 && !isFolded}
            />
          </li>
        ))}
      </ul>
      {folded.length > 0 && (
        <details className={styles.folded}>
          <summary>
            {t('diagnosis.consequences', { count: folded.length })}
          </summary>
          <ul className={styles.list}>
            {folded.map((item, index) => (
              <li key={index}>
                <DiagnosisItem {...props} item={item} isOpen={false} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function DiagnosisItem(
  props: DiagnosisListProps & { item: Diagnosis; isOpen: boolean },
) {
  const { item, isOpen, linkTo, prefix } = props;
  const { severity, title, explanation, advice, evidence } = item;
  const { t } = useKubeflowTranslation();
  const Icon = icons[severity];
  const before = prefix?.(item);
  return (
    <details
      className={styles.item}
      data-severity={severity}
      open={isOpen || undefined}
    >
      <summary className={styles.summary}>
        <Icon size={18} className={styles.icon} aria-hidden />
        <span className={styles.title}>
          {before && <span className={styles.prefix}>{before}: </span>}
          {title}
          {item.pod && (
            <span className={styles.where}>
              {item.podCount
                ? t('diagnosis.inPods', {
                    number: String(item.podCount),
                    pod: item.pod,
                  })
                : item.pod}
            </span>
          )}
        </span>
      </summary>
      <div className={styles.body}>
        {explanation && <p className={styles.text}>{explanation}</p>}
        {advice && (
          <p className={styles.advice}>
            <RiLightbulbLine size={16} aria-label={t('diagnosis.advice')} />
            <span>{advice}</span>
          </p>
        )}
        {evidence.length > 0 && (
          <ul className={styles.evidence} aria-label={t('diagnosis.evidence')}>
            {evidence.map((each, index) => (
              <EvidenceItem
                key={index}
                evidence={each}
                href={linkTo?.(each)}
                isSaid={isSaid(each.text, title)}
              />
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}

const sources = {
  log: 'diagnosis.sourceLog',
  event: 'diagnosis.sourceEvent',
  container: 'diagnosis.sourceContainer',
  condition: 'diagnosis.sourceCondition',
  engine: 'diagnosis.sourceEngine',
  spec: 'diagnosis.sourceSpec',
} as const;

/** Whether a title says already what stands in a piece of evidence. */
function isSaid(text: string, title: string): boolean {
  const words = text.toLowerCase().replace(/\.$/, '');
  return title.toLowerCase().includes(words);
}

function EvidenceItem(props: {
  evidence: Evidence;
  href: string | undefined;
  /** Its text need not be repeated. */
  isSaid: boolean;
}) {
  const { evidence, href } = props;
  const { source, where, text, at, line } = evidence;
  const { t } = useKubeflowTranslation();
  const place =
    line === undefined
      ? where
      : `${where}, ${t('diagnosis.line', { number: String(line + 1) })}`;
  return (
    <li>
      <div className={styles.source}>
        <span className={styles.kind}>{t(sources[source])}</span>
        {href ? (
          <Link href={href} variant="body-small">
            {place}
          </Link>
        ) : (
          <span>{place}</span>
        )}
        {at && <RelativeTime time={at} />}
      </div>
      {!props.isSaid && <pre className={styles.quote}>{text}</pre>}
    </li>
  );
}
