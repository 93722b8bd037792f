import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';

/** The language that the portal is shown in, for numbers and times; absent means the browser's. @public */
export function useLocale(): string | undefined {
  return useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
}
