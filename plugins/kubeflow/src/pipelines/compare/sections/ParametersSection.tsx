import { Switch, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import type { ComparedRun } from '../comparedRun';
import { CompareTable } from '../CompareTable';
import { parseCompareSearch, withOnlyDifferences } from '../data/compareSearch';
import { parameterRows } from '../data/parameterRows';
import styles from '../Compare.module.css';

/** What the runs were given, what differs first. */
export function ParametersSection(props: { runs: readonly ComparedRun[] }) {
  const { runs } = props;
  const { t } = useKubeflowTranslation();
  const [search, setSearch] = useSearchParams();
  const { onlyDifferences } = parseCompareSearch(search);
  const all = useMemo(
    () => parameterRows(runs.map(({ detail }) => detail)),
    [runs],
  );
  const rows = onlyDifferences ? all.filter(({ differs }) => differs) : all;
  return (
    <Section
      title={t('compare.parameters.title')}
      actions={
        all.length > 0 && (
          <Switch
            label={t('compare.parameters.only')}
            isSelected={onlyDifferences}
            onChange={isSelected =>
              setSearch(current => withOnlyDifferences(current, isSelected), {
                replace: true,
              })
            }
          />
        )
      }
    >
      {rows.length === 0 ? (
        <Text color="secondary">
          {t(
            all.length === 0
              ? 'compare.parameters.none'
              : 'compare.parameters.same',
          )}
        </Text>
      ) : (
        <CompareTable
          label={t('compare.parameters.title')}
          first={t('compare.parameters.name')}
          runs={runs}
          rows={rows.map(({ name, values, differs }) => ({
            key: name,
            header: (
              <>
                <code className={styles.code}>{name}</code>
                {differs && (
                  <span className={styles.tag}>
                    {t('compare.parameters.differs')}
                  </span>
                )}
              </>
            ),
            cells: values.map((value, index) => (
              <ParameterValue key={runs[index].id} parameter={value} />
            )),
            isMarked: differs,
          }))}
        />
      )}
    </Section>
  );
}

function ParameterValue(props: {
  parameter: { value: unknown; isDefault: boolean } | undefined;
}) {
  const { value, isDefault = false } = props.parameter ?? {};
  const { t } = useKubeflowTranslation();
  if (value === undefined) {
    return <span className={styles.quiet}>{t('compare.absent')}</span>;
  }
  if (value === '') {
    return <span className={styles.quiet}>{t('compare.empty')}</span>;
  }
  return (
    <span className={styles.value}>
      {typeof value === 'string' ? value : JSON.stringify(value, undefined, 1)}
      {isDefault && (
        <span className={styles.quiet}> {t('compare.parameters.default')}</span>
      )}
    </span>
  );
}
