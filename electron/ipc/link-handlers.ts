import type { LinkResults } from '../../shared/ipc/links.ts';
import type { HandlersOf } from './register-handlers.ts';

/** What the handlers ask and do: the checks are made there, in the main process. */
export interface LinkHandlerDependencies {
  links: {
    listCallLinks: (callId: number) => Promise<LinkResults['listCallLinks']>;
    openCallLink: (callId: number, linkId: string) => Promise<LinkResults['openCallLink']>;
    openValue: (kind: 'link' | 'email' | 'phone', value: string) => Promise<LinkResults['openValue']>;
  };
}

export function createLinkHandlers({ links }: LinkHandlerDependencies): HandlersOf<LinkResults> {
  return {
    listCallLinks: ({ id }) => links.listCallLinks(id),
    openCallLink: ({ callId, linkId }) => links.openCallLink(callId, linkId),
    openValue: ({ kind, value }) => links.openValue(kind, value),
  };
}
