import { randomUUID } from 'node:crypto';
import type { RequestDetail } from '../../shared/requests.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Listener } from '../start-listener.ts';
import { previewDraft } from './preview-draft.ts';
import { previewReplay } from './preview-replay.ts';
import { createResender } from './resend.ts';

export interface SendingDependencies {
  listener: Pick<Listener, 'server' | 'settings' | 'ownSends' | 'arrivalOf'>;
  getRequest: (id: number) => Promise<RequestDetail | null>;
  publish: Publish;
}

/** How often the window is told of a replay's progress at most. */
const tellEveryMs = 100;

/** Sending of the running app: to its own listener. */
export function createSending({ listener, getRequest, publish }: SendingDependencies) {
  const { server, settings, ownSends, arrivalOf } = listener;
  let toldAt = 0;
  const resender = createResender({
    getRequest,
    getListener: () => {
      const { state, port } = server.status();
      return state === 'listening' ? { port, token: settings.get().token } : null;
    },
    ownSends,
    arrivalOf,
    randomUuid: randomUUID,
    onProgress: (progress) => {
      if (progress !== null && performance.now() - toldAt < tellEveryMs) return;
      toldAt = performance.now();
      publish('replayProgressChanged', progress);
    },
  });
  return { ...resender, previewDraft, previewReplay: (ids: readonly number[]) => previewReplay(ids, getRequest) };
}
