import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { kubeflowTranslationRef, type kubeflowMessages } from './ref';

type WithoutCount<TKey extends string> =
  TKey extends `${infer TBase}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
    ? TBase
    : TKey;

type KeysOf<TMessages, TPrefix extends string = ''> = {
  [TKey in keyof TMessages & string]: TMessages[TKey] extends string
    ? `${TPrefix}${WithoutCount<TKey>}`
    : KeysOf<TMessages[TKey], `${TPrefix}${TKey}.`>;
}[keyof TMessages & string];

/** Names a text: `workload.pods`. One that depends on a count is named without `_one` and `_other`. */
export type KubeflowMessageKey = KeysOf<typeof kubeflowMessages>;

/** Gives a text in the viewer's language; `values` fill its `{{places}}`, and `count` chooses its form. */
export type TranslateKubeflow = (
  key: KubeflowMessageKey,
  values?: Readonly<Record<string, string | number | undefined>>,
) => string;

/**
 * The texts of this plugin. The type that the translation API gives knows each text's places too, but costs the
 * compiler seconds for every file that uses it, since there are hundreds of texts; keys are checked here as well.
 */
export function useKubeflowTranslation(): { t: TranslateKubeflow } {
  const { t } = useTranslationRef(kubeflowTranslationRef);
  return { t: t as unknown as TranslateKubeflow };
}
