import { t } from '../../shared/i18n/translate.ts';
import type { ShowResult } from './notifier.ts';

/**
 * Windows' results (winerror.h, WPN_E_…) for popups that are turned off, by the person or an administrator: for this
 * program, for programs without the capability, or for this kind.
 */
const turnedOffResults = [0x803e0111, 0x803e0112, 0x803e0114];
const platformUnavailableResult = 0x803e0105;

/** Electron's older messages for the same results, without their numbers. */
const turnedOffWords = /(?:settings|capabilities) prevent the notification/i;
const platformUnavailableWords = /notification platform is unavailable/i;

/** `UNErrorCodeNotificationsNotAllowed`; the text around domain and number is in the system's language. */
const notAllowedOnMac = /UNErrorDomain\D*\b1\b/;
const notAllowedWords = /not allowed|denied|not authori[sz]ed/i;

/**
 * Why Electron could not show a popup, in a sentence for a person.
 *
 * @param detail from Electron's event `failed`; it contains Windows' result, or macOS' own sentence
 */
export function describePopupFailure(detail: string): ShowResult {
  const result = readWindowsResult(detail);
  const isTurnedOff = turnedOffWords.test(detail) || (result !== null && turnedOffResults.includes(result));
  if (isTurnedOff || notAllowedOnMac.test(detail)) {
    return { status: 'failed', reason: t('popup.reason.turnedOff'), isTurnedOff: true };
  }
  if (result === platformUnavailableResult || platformUnavailableWords.test(detail)) {
    return { status: 'failed', reason: t('popup.reason.platformUnavailable') };
  }
  const reason = detail === '' ? t('popup.reason.none') : detail;
  return notAllowedWords.test(detail) ? { status: 'failed', reason, isTurnedOff: true } : { status: 'failed', reason };
}

/** The HRESULT in a text as an unsigned number: Electron writes it in signed decimal, Windows' tools in hex. */
function readWindowsResult(detail: string): number | null {
  const [, hex] = /\b(?:0x)?(803e[\da-f]{4})\b/i.exec(detail) ?? [];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  const [, decimal] = /HRESULT:? *(-?\d+)\b/i.exec(detail) ?? [];
  // `>>> 0` makes it unsigned.
  return decimal === undefined ? null : Number(decimal) >>> 0;
}
