import { useCallback, useState } from 'react';
import { logPath, type LogAddress } from '../api/LogAddress';
import type { LineRange } from './lineRange';
import { LogPanel, type LogSettings } from './LogPanel';

/** @public */
export interface LogViewProps {
  address: LogAddress;
  /** Shows the run of the container before its last restart. */
  previous?: boolean;
  /** Offers the choice between the two runs. */
  onPreviousChange?: (previous: boolean) => void;
  /** Lines that are pointed at: they are marked and, when they were chosen elsewhere, brought into sight. */
  lines?: LineRange;
  /** Somebody pointed at lines: the place to put them into the address. */
  onLinesChange?: (lines: LineRange | undefined) => void;
  /** CSS. Default: what is left of the window, but not too little. */
  height?: string;
}

/**
 * What a container wrote and writes: live, in colours, searchable, and smooth however long it is.
 *
 * @public
 */
export function LogView(props: LogViewProps) {
  const { address, previous = false, onPreviousChange } = props;
  const { lines, onLinesChange } = props;
  const { height = 'max(360px, calc(100vh - 300px))' } = props;
  const [settings, setSettings] = useState<LogSettings>({
    wraps: false,
    hasTimes: false,
    query: { text: '', isRegex: false, isCaseSensitive: false },
    isOnlyMatches: false,
  });
  return (
    <LogPanel
      key={`${previous ? 'previous' : 'present'} ${logPath(address)}`}
      address={address}
      previous={previous}
      onPreviousChange={onPreviousChange}
      selection={lines}
      onLinesChange={onLinesChange}
      height={height}
      settings={settings}
      onSettingsChange={useCallback(
        change => setSettings(before => ({ ...before, ...change })),
        [],
      )}
    />
  );
}
