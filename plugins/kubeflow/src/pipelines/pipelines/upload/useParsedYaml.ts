import {
  parsePipelineYaml,
  type ParsedPipelineYaml,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useEffect, useState } from 'react';

/** Typing rests this long before what was typed is checked. */
const PAUSE_MILLISECONDS = 250;

/** What a text is as a pipeline; absent while it is empty or still to be checked. */
export function useParsedYaml(text: string): {
  parsed: ParsedPipelineYaml | undefined;
  isChecking: boolean;
} {
  const [checked, setChecked] = useState<{
    text: string;
    parsed: ParsedPipelineYaml;
  }>();
  useEffect(() => {
    if (text.trim() === '') {
      return undefined;
    }
    const timer = setTimeout(
      () => setChecked({ text, parsed: parsePipelineYaml(text) }),
      PAUSE_MILLISECONDS,
    );
    return () => clearTimeout(timer);
  }, [text]);
  const isCurrent = checked?.text === text;
  return {
    parsed: isCurrent ? checked.parsed : undefined,
    isChecking: text.trim() !== '' && !isCurrent,
  };
}
