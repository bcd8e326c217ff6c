import type { ForwardTargetState, ForwardTest, RequestForward } from '../../shared/forwarding.ts';
import type { ForwardingResults, ForwardUrlCheck } from '../../shared/ipc/forwarding.ts';
import { messageOf } from '../error-message.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

/** What the handlers ask and do. */
export interface ForwardingHandlerDependencies {
  getForwarding: () => Promise<ForwardTargetState[]>;
  listForwards: (requestId: number) => Promise<RequestForward[]>;
  checkUrl: (url: string) => Promise<ForwardUrlCheck>;
  test: (url: string) => Promise<ForwardTest>;
  retry: (targetId: string) => Done;
  skip: (targetId: string, requestId: number) => Done;
  beginNow: (targetId: string) => Promise<void>;
  forgetLoss: (targetId: string) => Promise<void>;
  forward: (requestId: number, targetId: string) => Promise<ForwardTest>;
}

export function createForwardingHandlers(forwarding: ForwardingHandlerDependencies): HandlersOf<ForwardingResults> {
  return {
    getForwarding: () => forwarding.getForwarding(),
    listForwards: ({ requestId }) => forwarding.listForwards(requestId),
    checkForwardUrl: ({ url }) => forwarding.checkUrl(url),
    testForwardUrl: ({ url }) => forwarding.test(url),
    retryForwarding: ({ targetId }) => nothing(forwarding.retry(targetId)),
    skipForward: ({ targetId, requestId }) => nothing(forwarding.skip(targetId, requestId)),
    beginForwardingNow: ({ targetId }) =>
      forwarding.beginNow(targetId).then(
        () => ({ ok: true as const }),
        (error: unknown) => ({ ok: false as const, message: messageOf(error) }),
      ),
    forgetForwardLoss: async ({ targetId }) => nothing(await forwarding.forgetLoss(targetId)),
    forwardRequest: ({ requestId, targetId }) => forwarding.forward(requestId, targetId),
  };
}
