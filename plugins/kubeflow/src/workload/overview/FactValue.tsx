import { Link } from '@backstage/ui';
import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { WorkloadLink } from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { workloadMessages } from '../../translation/workloadMessages';
import styles from './DetailsSection.module.css';

type Fact = WorkloadDetail['facts'][number];
type FactKey = keyof typeof workloadMessages.fact;

/** Facts that are read letter by letter. */
const code = new Set(['image', 'command', 'bestParameters', 'parameters']);

/** A fact of an object: a link where it names another object or an address, code where each letter counts. */
export function FactValue(props: { fact: Fact; cluster: string }) {
  const { fact, cluster } = props;
  if (fact.ref) {
    return (
      <WorkloadLink workload={{ cluster, ...fact.ref }}>
        {fact.value}
      </WorkloadLink>
    );
  }
  if (isWebAddress(fact.value)) {
    return (
      <Link href={fact.value} target="_blank" rel="noreferrer">
        {fact.value}
      </Link>
    );
  }
  if (code.has(fact.key)) {
    return fact.value.length > 60 || fact.value.includes('\n') ? (
      <code className={styles.block} tabIndex={0}>
        {fact.value}
      </code>
    ) : (
      <code className={styles.code}>{fact.value}</code>
    );
  }
  return <>{fact.value}</>;
}

/** Only what a browser opens as a page: a value from a cluster can hold any scheme. */
function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Gives the label of a fact; a fact that has none is named by its key, in words. */
export function useFactLabel(): (key: string) => string {
  const { t } = useKubeflowTranslation();
  return useCallback(
    key =>
      Object.hasOwn(workloadMessages.fact, key)
        ? t(`workload.fact.${key as FactKey}`)
        : inWords(key),
    [t],
  );
}

/** `maxFailedTrials` → `Max failed trials` */
function inWords(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLocaleLowerCase('en-US');
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
