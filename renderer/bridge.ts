import { t } from '../shared/i18n/translate.ts';
import type { DialpopApi } from '../shared/ipc-contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent when the page is opened anywhere but in DialPop. */
    readonly dialpop?: DialpopApi;
  }
}

/** The only way out of the window. A call and not a constant, so that its absence is shown and not a blank page. */
export function bridge(): DialpopApi {
  if (window.dialpop === undefined) throw new Error(t('failure.noBridge'));
  return window.dialpop;
}
