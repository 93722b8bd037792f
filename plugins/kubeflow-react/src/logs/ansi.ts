import Anser from 'anser';
import { visibleText } from './visibleText';

/** A piece of a line that looks the same throughout. */
export interface Segment {
  text: string;
  /** `red`, `bright-red`, or `r, g, b`. */
  color?: string;
  background?: string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  strikethrough?: boolean;
  inverted?: boolean;
}

const ESCAPE = '\u001b';
const BELL = '\u0007';

/**
 * A line in pieces by its terminal colours. What else a terminal would do (move, clear, name its window, link) is left
 * out; whatever remains that cannot be seen is made visible.
 */
export function segmentsOf(line: string): Segment[] {
  if (!line.includes(ESCAPE)) {
    return [{ text: visibleText(line) }];
  }
  return Anser.ansiToJson(withoutCommands(line), {
    json: true,
    use_classes: true,
    remove_empty: true,
  })
    .map(toSegment)
    .filter(({ text }) => text !== '');
}

/** The text of a line without its colours, as it is shown: what is searched. */
export function plainText(line: string): string {
  return line.includes(ESCAPE)
    ? segmentsOf(line)
        .map(({ text }) => text)
        .join('')
    : visibleText(line);
}

/** Operating system commands (ECMA-48 OSC) hold text for the terminal, not for its reader. */
function withoutCommands(line: string): string {
  let text = '';
  let rest = line;
  for (;;) {
    const begin = rest.indexOf(`${ESCAPE}]`);
    if (begin < 0) {
      return text + rest;
    }
    text += rest.slice(0, begin);
    const bell = rest.indexOf(BELL, begin);
    const terminator = rest.indexOf(`${ESCAPE}\\`, begin + 2);
    const ends = [
      bell < 0 ? undefined : bell + 1,
      terminator < 0 ? undefined : terminator + 2,
    ].filter(end => end !== undefined);
    if (ends.length === 0) {
      // It never ends: then it is no command, and is shown.
      return text + rest.slice(begin);
    }
    rest = rest.slice(Math.min(...ends));
  }
}

function toSegment(entry: Anser.AnserJsonEntry): Segment {
  const decorations = new Set(entry.decorations);
  return {
    text: visibleText(entry.content),
    ...withColor('color', entry.fg, entry.fg_truecolor),
    ...withColor('background', entry.bg, entry.bg_truecolor),
    ...(decorations.has('bold') && { bold: true }),
    ...(decorations.has('dim') && { dim: true }),
    ...(decorations.has('italic') && { italic: true }),
    ...(decorations.has('underline') && { underline: true }),
    ...(decorations.has('strikethrough') && { strikethrough: true }),
    ...(decorations.has('reverse') && { inverted: true }),
  };
}

function withColor(
  key: 'color' | 'background',
  name: string | null,
  rgb: string | null,
): Partial<Segment> {
  if (!name) {
    return {};
  }
  if (name === 'ansi-truecolor') {
    return rgb && /^\d{1,3}, \d{1,3}, \d{1,3}$/.test(rgb) ? { [key]: rgb } : {};
  }
  const palette = /^ansi-palette-(\d{1,3})$/.exec(name)?.[1];
  return {
    [key]:
      palette === undefined
        ? name.replace('ansi-', '')
        : paletteColor(Number(palette)),
  };
}

const names = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
] as const;
const levels = [0, 95, 135, 175, 215, 255];

/** The 256 colours of xterm: 16 with names, a cube of 6 x 6 x 6, 24 greys. */
function paletteColor(index: number): string {
  if (index < 16) {
    return `${index < 8 ? '' : 'bright-'}${names[index % 8]}`;
  }
  if (index >= 232) {
    const grey = Math.min(238, 8 + (index - 232) * 10);
    return `${grey}, ${grey}, ${grey}`;
  }
  const place = index - 16;
  return [place / 36, (place / 6) % 6, place % 6]
    .map(step => levels[Math.floor(step) % 6])
    .join(', ');
}
