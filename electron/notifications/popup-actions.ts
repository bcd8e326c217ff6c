import type { CallLink } from '../../shared/call-links.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { popupActionLabel } from '../../shared/popup-action-label.ts';
import type { PopupAction, PopupRules } from '../../shared/popup-rules.ts';
import { messageOf } from '../error-message.ts';
import type { Notifier, PopupButton, PopupOptions } from './notifier.ts';

const maximumNameLength = 40;
const maximumReasonLength = 300;

/** The links of calls, as the window has them too. */
export interface PopupLinks {
  listCallLinks: (callId: number) => Promise<CallLink[]>;
  openCallLink: (callId: number, linkId: string) => Promise<Result>;
}

export interface PopupActionDependencies {
  notifier: Pick<Notifier, 'show'>;
  links: PopupLinks;
  openCall: (callId: number) => void;
  openCalls: () => void;
  copyText: (text: string) => Promise<void>;
  /** A popup of the call was clicked, or one of its buttons; told before anything opens. */
  notePress: (callId: number) => void;
  /** Something failed that has no reason a person could read. */
  reportError: (error: unknown) => void;
}

type Call = Pick<CallSummary, 'id' | 'number'>;

/** Whose popup was pressed, and what the press can do. */
interface Pressed {
  call: Call;
  ofCall: readonly CallLink[];
  isCurrent: () => boolean;
}

/** What a call's popup does when it is clicked, and its buttons. */
export interface PreparedActions {
  onClick: () => void;
  options: PopupOptions;
}

/** Makes the actions of popups out of the rules a person has set. */
export function createPopupActions(dependencies: PopupActionDependencies) {
  const { notifier, links, openCall, openCalls, copyText, notePress, reportError } = dependencies;
  /** Explains a failure in a popup of its own: the person is looking there, not at the window. */
  const tellFailure = async (call: Call, title: string, reason: string): Promise<void> => {
    await notifier.show(`link-${call.id}`, { title, body: toPlainText(reason, maximumReasonLength) }, () =>
      openCall(call.id),
    );
  };

  const openLink = async (call: Call, link: CallLink): Promise<void> => {
    const result: Result =
      link.status === 'ready' ? await links.openCallLink(call.id, link.id) : { ok: false, message: link.reason };
    if (result.ok) return;
    const title = t('links.open.failedTitle', { name: toPlainText(link.name, maximumNameLength) });
    await tellFailure(call, title, result.message);
  };
  const copyNumber = async (call: Call): Promise<void> => {
    if (call.number === null) return;
    try {
      await copyText(call.number);
    } catch (error) {
      await tellFailure(call, t('copy.failed'), messageOf(error));
    }
  };

  const press = async (action: PopupAction, { call, ofCall, isCurrent }: Pressed): Promise<void> => {
    if (action.kind === 'copy_number') {
      if (isCurrent()) notePress(call.id);
      return copyNumber(call);
    }
    if (!isCurrent()) return openCalls();
    notePress(call.id);
    if (action.kind === 'open_window') return openCall(call.id);
    const link = ofCall.find(({ id }) => id === action.linkId);
    return link === undefined ? openCall(call.id) : openLink(call, link);
  };

  /** Null where the call does not have the action. */
  const toButton = (action: PopupAction, pressed: Pressed): PopupButton | null => {
    const label = popupActionLabel(action, pressed.call.number, pressed.ofCall);
    return label === null ? null : { label, onPress: () => void press(action, pressed).catch(reportError) };
  };

  return {
    /**
     * The click and the buttons of one call's popup. A link that is not for this call, or lacks a field
     * of it, is no button; the click opens the window then, so that it always does something.
     *
     * @param isCurrent false once the call's number means another call, or none
     */
    async prepare(
      call: Call,
      rules: Pick<PopupRules, 'click' | 'buttons'>,
      isCurrent: () => boolean,
    ): Promise<PreparedActions> {
      const needsLinks = [rules.click, ...rules.buttons].some(({ kind }) => kind === 'open_link');
      const ofCall = needsLinks ? await links.listCallLinks(call.id) : [];
      const pressed: Pressed = { call, ofCall, isCurrent };
      const click = toButton(rules.click, pressed);
      const ready = { ...pressed, ofCall: ofCall.filter(({ status }) => status === 'ready') };
      const buttons = rules.buttons.map((action) => toButton(action, ready)).filter((button) => button !== null);
      return {
        onClick: click?.onPress ?? (() => void press({ kind: 'open_window' }, pressed).catch(reportError)),
        options: { clickLabel: click?.label ?? t('popup.open'), buttons },
      };
    },
    openLink,
  };
}

export type PopupActions = ReturnType<typeof createPopupActions>;
