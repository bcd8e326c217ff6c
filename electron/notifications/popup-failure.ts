import { t } from '../../shared/i18n/translate.ts';
import type { ShowResult } from './notifier.ts';

/**
 * Windows' results (winerror.h, WPN_E_…) for a popup that the person, or whoever manages the computer, does not want:
 * of this program, of programs without the capability, or of this kind.
 */
const turnedOffResults = [0x803e0111, 0x803e0112, 0x803e0114];
const platformUnavailableResult = 0x803e0105;

/** What Electron wrote for the same results before it wrote their numbers. */
const turnedOffWords = /(?:settings|capabilities) prevent the notification/i;
const platformUnavailableWords = /notification platform is unavailable/i;

/** `UNErrorCodeNotificationsNotAllowed`; the sentence around domain and number is in the person's language. */
const notAllowedOnMac = /UNErrorDomain\D*\b1\b/;
const notAllowedWords = /not allowed|denied|not authori[sz]ed/i;

/**
 * What a popup that Electron could not show says, for a person.
 *
 * @param detail of Electron's event `failed`; Windows has its result in it, macOS a sentence of its own
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

/** The HRESULT in a text as an unsigned number: Electron writes it in decimal and signed, Windows' tools in hex. */
function readWindowsResult(detail: string): number | null {
  const [, hex] = /\b(?:0x)?(803e[\da-f]{4})\b/i.exec(detail) ?? [];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  const [, decimal] = /HRESULT:? *(-?\d+)\b/i.exec(detail) ?? [];
  // Shifting by nothing makes it unsigned.
  return decimal === undefined ? null : Number(decimal) >>> 0;
}
