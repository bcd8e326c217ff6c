import { setLocale } from '../shared/i18n/translate.ts';

/**
 * Takes the language that the main process wrote into the page's address. To be run before
 * any module that makes a text or a formatter is loaded.
 */
export function takeLanguage(): void {
  const address = new URLSearchParams(window.location.search);
  const language = address.get('lang') === 'hi' ? 'hi' : 'en';
  setLocale(language, address.get('format') ?? language);
  document.documentElement.lang = language;
}
