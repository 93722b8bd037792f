import { Select, SelectItem } from '@backstage/ui';
import {
  EmptyState,
  type LogAddress,
  LogView,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { RiTerminalLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { useRunOfPage } from '../RunContext';
import { useRunAddress } from '../useRunAddress';
import styles from './Logs.module.css';
import { type PodChoice, usualContainer } from './podChoices';

/** The log of one of several pods; which one is in the address. */
export function PodLogs(props: {
  choices: readonly PodChoice[];
  height?: string;
}) {
  const { choices, height } = props;
  const { ref, isLive } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const { log, setLog } = useRunAddress();
  const choice = choices.find(({ name }) => name === log.pod) ?? choices[0];
  const containers = choice?.pod?.containers.map(({ name }) => name) ?? [];
  const container =
    log.pod === choice?.name && log.container
      ? log.container
      : usualContainer(choice?.pod);
  const address = useMemo<LogAddress>(
    () => ({
      of: 'run',
      cluster: ref.cluster,
      run: ref.id,
      pod: choice?.name ?? '',
      container,
      namespace: ref.namespace,
    }),
    [ref, choice?.name, container],
  );
  const items = choices.map(({ name, pod, isEngine, attempt }) => ({
    id: name,
    title: [
      isEngine && t('run.logs.engine'),
      attempt !== undefined &&
        t('run.logs.attempt', { number: String(attempt) }),
      name,
      !pod && t('run.logs.gone'),
    ]
      .filter(Boolean)
      .join(', '),
  }));
  if (!choice) {
    return (
      <EmptyState
        icon={<RiTerminalLine size={32} />}
        title={t('run.logs.noneTitle')}
        description={t(isLive ? 'run.logs.noneYet' : 'run.logs.none')}
      />
    );
  }
  return (
    <div className={styles.logs}>
      <div className={styles.choice}>
        <Select
          label={t('run.logs.pod')}
          size="small"
          className={styles.pod}
          value={choice.name}
          onChange={key => setLog({ pod: String(key), previous: false })}
          items={items}
        >
          {item => (
            <SelectItem id={item.id} textValue={item.title}>
              {item.title}
            </SelectItem>
          )}
        </Select>
        {containers.length > 1 && (
          <Select
            label={t('run.logs.container')}
            size="small"
            className={styles.container}
            value={container}
            onChange={key =>
              setLog({
                pod: choice.name,
                container: String(key),
                previous: false,
              })
            }
            items={containers.map(name => ({ id: name }))}
          >
            {item => (
              <SelectItem id={item.id} textValue={item.id}>
                {item.id}
              </SelectItem>
            )}
          </Select>
        )}
      </div>
      {!choice.pod && <p className={styles.note}>{t('run.logs.podGone')}</p>}
      <LogView
        address={address}
        previous={log.previous}
        onPreviousChange={previous =>
          setLog({ pod: choice.name, container, previous })
        }
        lines={log.lines}
        onLinesChange={lines =>
          setLog({
            pod: choice.name,
            container,
            previous: log.previous,
            lines,
          })
        }
        height={height}
      />
    </div>
  );
}
