import { t } from '../shared/i18n/translate.ts';
import type { DialpopApi } from '../shared/ipc-contract.ts';

/** What the preload script put there; undefined when the page is opened anywhere but in DialPop. */
const exposed = (): DialpopApi | undefined => Reflect.get(window, 'dialpop');

export const hasBridge = (): boolean => exposed() !== undefined;

/** The only way out of the window. A call and not a constant, so that its absence is shown and not a blank page. */
export function bridge(): DialpopApi {
  const dialpop = exposed();
  if (dialpop === undefined) throw new Error(t('failure.noBridge'));
  return dialpop;
}
