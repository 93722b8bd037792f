import { useCallback, useEffect, useState } from 'react';

/** How long a button says that it has copied. */
const THANKS_MILLISECONDS = 2_000;

/** Puts text into the clipboard, and says for a while how that went. */
export function useCopy(): {
  outcome: 'copied' | 'failed' | undefined;
  copy: (text: string) => void;
} {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (outcome !== 'copied') {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), THANKS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = useCallback(async (text: string) => {
    try {
      // Absent on a page that is served without TLS from another machine.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }, []);
  return { outcome, copy: text => void copy(text) };
}
