import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { PopupAction } from '../../../../shared/popup-rules.ts';
import type { SelectOption } from '../../../components/select.tsx';

const linkPrefix = 'link:';

/** An action as a list of choices holds it. */
export function toChoice(action: PopupAction): string {
  return action.kind === 'open_link' ? `${linkPrefix}${action.linkId}` : action.kind;
}

/** The action of a choice; null for "none". */
export function fromChoice(choice: string): PopupAction | null {
  if (choice.startsWith(linkPrefix)) return { kind: 'open_link', linkId: choice.slice(linkPrefix.length) };
  return choice === 'open_window' || choice === 'copy_number' ? { kind: choice } : null;
}

/** What a click or a button can do. */
export function actionOptions(links: readonly LinkTemplate[]): SelectOption<string>[] {
  return [
    { value: 'open_window', text: t('popups.actions.openWindow') },
    ...links.map(({ id, name }) => ({ value: `${linkPrefix}${id}`, text: t('popups.button.openLink', { name }) })),
    { value: 'copy_number', text: t('popups.actions.copyNumber') },
  ];
}
