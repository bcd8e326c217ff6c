import type { App } from 'electron';
import { chooseLanguage, type Language } from '../shared/i18n/locale.ts';
import { setLocale } from '../shared/i18n/translate.ts';
import type { Settings } from '../shared/settings.ts';

/** The language of popups, tray, dialogs and window: the person's choice, or the system's. */
export function createAppLanguage(
  app: Pick<App, 'getPreferredSystemLanguages' | 'getLocale'>,
  getChosen: () => Settings['language'],
) {
  let language: Language;
  const choose = (): Language => {
    const chosen = chooseLanguage(getChosen(), [...app.getPreferredSystemLanguages(), app.getLocale()]);
    setLocale(chosen.locale, chosen.formatTag);
    return chosen;
  };
  language = choose();
  return {
    get: (): Language => language,
    /** Speaks what is chosen now. Returns whether that is another language than before. */
    follow(): boolean {
      const before = language;
      language = choose();
      return language.locale !== before.locale || language.formatTag !== before.formatTag;
    },
  };
}
