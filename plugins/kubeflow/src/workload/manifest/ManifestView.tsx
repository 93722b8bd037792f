import { memo, useEffect, useMemo, useRef, useState } from 'react';
import styles from './ManifestView.module.css';
import { splitYaml, tokenizeYaml, type YamlBlock } from './yamlTokens';

const LINES_PER_BLOCK = 200;
/** A block is coloured a little before it is scrolled into view. */
const MARGIN = '600px';

/**
 * YAML, read-only. All of it is in the page as text, so that a browser finds and copies what is not in view; colours
 * and layout are made for the part that is looked at, so that a manifest of any size stays smooth.
 */
export function ManifestView(props: { text: string; label: string }) {
  const { text, label } = props;
  const blocks = useMemo(() => splitYaml(text, LINES_PER_BLOCK), [text]);
  return (
    <pre
      className={styles.manifest}
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      {blocks.map((block, index) => (
        <Block key={index} {...block} />
      ))}
    </pre>
  );
}

const Block = memo(function Block(props: YamlBlock) {
  const { text, lineCount, scalarIndent } = props;
  const [element, isSeen] = useSeen();
  const tokens = useMemo(
    () =>
      isSeen ? tokenizeYaml({ text, lineCount, scalarIndent }) : undefined,
    [isSeen, text, lineCount, scalarIndent],
  );
  return (
    <code
      ref={element}
      className={styles.block}
      style={{ containIntrinsicSize: `auto none auto ${lineCount * 1.5}em` }}
    >
      {tokens
        ? tokens.flatMap((line, row) =>
            line.map((token, column) =>
              token.type === 'plain' ? (
                token.text
              ) : (
                <span key={`${row} ${column}`} data-type={token.type}>
                  {token.text}
                </span>
              ),
            ),
          )
        : text}
    </code>
  );
});

/** Whether an element has come near the visible part of the page. */
function useSeen() {
  const element = useRef<HTMLElement>(null);
  const [isSeen, setSeen] = useState(
    typeof IntersectionObserver === 'undefined',
  );
  useEffect(() => {
    if (isSeen || !element.current) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) {
          setSeen(true);
        }
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return [element, isSeen] as const;
}
