import { randomUUID } from 'node:crypto';
import type { Settings } from '../../shared/settings.ts';
import type { AppStatusModel } from '../app-status.ts';
import type { Publish } from '../ipc/publish.ts';
import { sendEvent } from '../sample/send-sample.ts';
import type { Tunnel } from '../tunnel/create-tunnel.ts';
import { createTestCallRunner } from './test-call.ts';
import { createTestEvent } from './test-event.ts';

export interface TestCallsDependencies {
  status: AppStatusModel;
  tunnel: Pick<Tunnel, 'check'>;
  getSettings: () => Settings;
  publish: Publish;
  /** Announces a request that DialPop sends to itself; returns the mark it must carry. */
  announceOwn: () => string;
}

/** Test calls of the running app: through its own tunnel, or straight to the listener without one. */
export function createTestCalls({ status, tunnel, getSettings, publish, announceOwn }: TestCallsDependencies) {
  return createTestCallRunner({
    getTarget: () => {
      const { listener, webhookUrl, isWebhookUrlPublic } = status.get();
      return listener.state === 'listening' ? { webhookUrl, isPublic: isWebhookUrlPublic, port: listener.port } : null;
    },
    createEvent: () => createTestEvent(getSettings(), Date.now(), randomUUID),
    checkTunnel: tunnel.check,
    send: (url, event) => sendEvent(url, event, 'json', announceOwn()),
    onChange: (testCall) => publish('testCallChanged', testCall),
  });
}
