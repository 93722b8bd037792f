import { memo, type CSSProperties, type MouseEvent } from 'react';
import { segmentsOf, type Segment } from './ansi';
import { occurrences } from './LogSearch';
import { describeLogTime, formatLogTime } from './logTime';
import styles from './LogLines.module.css';

/** One line of a log: its number, its time and its text in colours. */
export const LogLineRow = memo(function LogLineRow(props: {
  n: number;
  at: string | undefined;
  text: string;
  pattern: RegExp | undefined;
  isCurrentMatch: boolean;
  isSelected: boolean;
  hasTime: boolean;
  locale: string | undefined;
  /** What the line number says to who cannot see. */
  label: string;
  onSelect: (n: number, event: MouseEvent) => void;
}) {
  const { n, at, text, pattern, isCurrentMatch, isSelected } = props;
  const { hasTime, locale, label, onSelect } = props;
  return (
    <div
      className={styles.line}
      data-selected={isSelected || undefined}
      data-current={isCurrentMatch || undefined}
    >
      <button
        type="button"
        className={styles.number}
        aria-label={label}
        aria-pressed={isSelected}
        tabIndex={-1}
        onClick={event => onSelect(n, event)}
      >
        {n + 1}
      </button>
      {hasTime && (
        <time
          className={styles.time}
          dateTime={at}
          title={at && describeLogTime(at, locale)}
        >
          {at ? formatLogTime(at) : ''}
        </time>
      )}
      <span className={styles.text}>
        {highlighted(segmentsOf(text), pattern).map((segment, index) => (
          <SegmentText key={index} segment={segment} />
        ))}
      </span>
    </div>
  );
});

interface Highlighted extends Segment {
  isMatch?: boolean;
}

/** Cuts segments where occurrences of the pattern begin and end. */
function highlighted(
  segments: readonly Segment[],
  pattern: RegExp | undefined,
): Highlighted[] {
  const found = pattern
    ? occurrences(segments.map(({ text }) => text).join(''), pattern)
    : [];
  if (found.length === 0) {
    return [...segments];
  }
  const pieces: Highlighted[] = [];
  let offset = 0;
  for (const segment of segments) {
    const end = offset + segment.text.length;
    let at = offset;
    for (const each of found) {
      if (each.end <= at || each.start >= end) {
        continue;
      }
      const start = Math.max(at, each.start);
      const stop = Math.min(end, each.end);
      if (start > at) {
        pieces.push({
          ...segment,
          text: segment.text.slice(at - offset, start - offset),
        });
      }
      pieces.push({
        ...segment,
        text: segment.text.slice(start - offset, stop - offset),
        isMatch: true,
      });
      at = stop;
    }
    if (at < end) {
      pieces.push({ ...segment, text: segment.text.slice(at - offset) });
    }
    offset = end;
  }
  return pieces;
}

function SegmentText(props: { segment: Highlighted }) {
  const { segment } = props;
  const { text, isMatch, ...look } = segment;
  if (isMatch) {
    return <mark className={styles.match}>{text}</mark>;
  }
  if (Object.keys(look).length === 0) {
    return text;
  }
  return (
    <span
      className={styles.segment}
      data-color={nameOf(look.color)}
      data-background={nameOf(look.background)}
      data-bold={look.bold}
      data-dim={look.dim}
      data-italic={look.italic}
      data-underline={look.underline}
      data-strikethrough={look.strikethrough}
      data-inverted={look.inverted}
      style={styleOf(look)}
    >
      {text}
    </span>
  );
}

const isRgb = (color: string | undefined) => color?.includes(',') ?? false;

function nameOf(color: string | undefined): string | undefined {
  return isRgb(color) ? undefined : color;
}

/** Colours by number are mixed with the theme's own like the named ones, so that each can be read in both themes. */
function styleOf({ color, background }: Segment | Omit<Segment, 'text'>) {
  const style: Record<string, string> = {};
  if (isRgb(color)) {
    style['--log-color'] = `rgb(${color})`;
  }
  if (isRgb(background)) {
    style['--log-background'] = `rgb(${background})`;
  }
  return Object.keys(style).length > 0 ? (style as CSSProperties) : undefined;
}
