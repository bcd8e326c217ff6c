import { setLocale } from '../shared/i18n/translate.ts';

/**
 * Takes the language that the main process wrote into the page's address, as this module is loaded: before
 * any that makes a text or a formatter.
 */
const address = new URLSearchParams(window.location.search);
const language = address.get('lang') === 'hi' ? 'hi' : 'en';
setLocale(language, address.get('format') ?? language);
document.documentElement.lang = language;
