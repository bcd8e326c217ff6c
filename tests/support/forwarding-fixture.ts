import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createForwarding, withTargetOff } from '../../electron/forwarding/create-forwarding.ts';
import { createHistoryClient } from '../../electron/history/history-client.ts';
import { findOwnForward, instanceIdOf } from '../../electron/webhook/forward-mark.ts';
import type { ForwardTarget, ForwardTargetState } from '../../shared/forwarding.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { startWebhook, token } from './webhook-fixture.ts';

const workerPath = fileURLToPath(new URL('../../electron/history/history-worker.ts', import.meta.url));

/** A target with everything as it is by itself. */
export const makeTarget = (target: Pick<ForwardTarget, 'id' | 'url'> & Partial<ForwardTarget>): ForwardTarget => ({
  name: target.id,
  isOn: true,
  query: '',
  forwardsOwn: false,
  forwardsRedeliveries: false,
  ...target,
});

/** The real listener, history and forwarding, in this process. */
export async function startForwardingApp({ folder, targets }: { folder: string; targets: ForwardTarget[] }) {
  let settings: Settings = { ...settingsSchema.parse({ token }), forwardTargets: targets };
  const failures: unknown[] = [];
  const powerMonitor = new EventEmitter();
  const webhook = await startWebhook({
    folder,
    onTraced: () => forwarding.wake(),
    onSalvage: ({ isDone, hasMore }) => {
      forwarding.noteSalvage(isDone && !hasMore);
      void reopenReaders();
    },
    onLetGo: () => void reopenReaders(),
    takeCameBack: (mark) => {
      const targetId = findOwnForward(mark, instanceIdOf(token));
      if (targetId !== null) forwarding.noteCameBack(targetId);
      return targetId !== null;
    },
  });
  const reopenReaders = async (): Promise<void> => (await reads.hold())();
  const reads = createHistoryClient({ file: webhook.file, workerPath });
  const change = (patch: Partial<Settings>): Promise<void> => {
    settings = { ...settings, ...patch };
    return forwarding.retarget();
  };
  const forwarding = createForwarding({
    getSettings: () => settings,
    getPort: () => webhook.port,
    history: webhook.writer,
    reads,
    turnOff: (targetId) => void change(withTargetOff(settings, targetId)),
    onChange: () => {},
    powerMonitor,
    reportError: (error) => failures.push(error),
  });
  await forwarding.retarget();
  return {
    webhook,
    forwarding,
    reads,
    failures,
    powerMonitor,
    settings: (): Settings => settings,
    change,
    async stateOf(id: string): Promise<ForwardTargetState> {
      const state = (await forwarding.service.getForwarding()).find((target) => target.id === id);
      if (state === undefined) throw new Error(`There is no target ${id}`);
      return state;
    },
    async stop(): Promise<void> {
      await forwarding.stop();
      await reads.close();
      await webhook.stop();
    },
  };
}

export type ForwardingApp = Awaited<ReturnType<typeof startForwardingApp>>;
