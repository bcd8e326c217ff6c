import type { LinkCall } from '../../shared/call-link-fields.ts';
import type { CallLink } from '../../shared/call-links.ts';
import { holdsCondition, linkOfCall, linksOfCall } from '../../shared/call-links-of-call.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { Settings } from '../../shared/settings.ts';
import { messageOf } from '../error-message.ts';
import { checkEmail, checkLink, checkPhone, type Gate } from './external-address.ts';

export interface CallLinkDependencies {
  getSettings: () => Pick<Settings, 'links' | 'linkSchemes'>;
  /** A call of the history; null when it is gone. */
  getCall: (id: number) => (LinkCall | null) | Promise<LinkCall | null>;
  /** Hands an address to the system; rejects where the system says that it cannot open it. */
  openExternal: (url: string) => Promise<void>;
}

export type ValueKind = 'link' | 'email' | 'phone';

/** Every way from DialPop out to the system's browser, mail and telephone programs. */
export function createCallLinkService({ getSettings, getCall, openExternal }: CallLinkDependencies) {
  const open = async (gate: Gate): Promise<Result> => {
    if (!gate.ok) return gate;
    try {
      await openExternal(gate.url);
      return { ok: true };
    } catch (error) {
      const detail = messageOf(error);
      return { ok: false, message: t('links.open.systemFailed', { detail }) };
    }
  };

  return {
    /** The links a call is offered, each with its address or why there is none. */
    async listCallLinks(callId: number): Promise<CallLink[]> {
      const call = await getCall(callId);
      const { links, linkSchemes } = getSettings();
      return call === null ? [] : linksOfCall(call, links, linkSchemes);
    },

    /** Opens one link of a call. */
    async openCallLink(callId: number, linkId: string): Promise<Result> {
      const call = await getCall(callId);
      if (call === null) return { ok: false, message: t('links.open.callGone') };
      const { links, linkSchemes } = getSettings();
      const template = links.find(({ id }) => id === linkId);
      if (template === undefined) return { ok: false, message: t('links.open.notInSettings') };
      if (!holdsCondition(call, template.condition)) return { ok: false, message: t('links.open.conditionFails') };
      const link = linkOfCall(call, template, linkSchemes);
      return link.status === 'ready' ? open(checkLink(link.url, linkSchemes)) : { ok: false, message: link.reason };
    },

    /** Opens a value out of a custom field: a link, an e-mail address or a telephone number. */
    openValue(kind: ValueKind, value: string): Promise<Result> {
      if (kind === 'email') return open(checkEmail(value));
      if (kind === 'phone') return open(checkPhone(value));
      return open(checkLink(value, getSettings().linkSchemes));
    },
  };
}
