import type { CallLink } from './call-links.ts';
import { t } from './i18n/translate.ts';
import { toPlainText } from './plain-text.ts';
import type { PopupAction } from './popup-rules.ts';

/** Longer labels are cut by systems, each in its own place. */
const maximumLength = 40;

/**
 * What a popup's action is called for one call.
 *
 * @param number the number called, null while unknown
 * @param links the links that may be offered
 * @returns null where the call does not have the action
 */
export function popupActionLabel(
  action: PopupAction,
  number: string | null,
  links: readonly CallLink[],
): string | null {
  if (action.kind === 'open_window') return t('popup.open');
  if (action.kind === 'copy_number') return number === null ? null : t('copy.number');
  const link = links.find(({ id }) => id === action.linkId);
  return link === undefined ? null : t('popups.button.openLink', { name: toPlainText(link.name, maximumLength) });
}
