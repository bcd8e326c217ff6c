import { expect, test } from 'vitest';
import { createSettingsChanges } from '../../../../renderer/live/settings-changes.ts';
import type { SaveResult } from '../../../../shared/ipc/settings.ts';
import { type Settings, type SettingsPatch, settingsSchema } from '../../../../shared/settings.ts';

/** A main process that answers when the test says so. */
function slowMain() {
  let stored: Settings = settingsSchema.parse({ token: 'a'.repeat(32) });
  let shown: Settings | undefined = stored;
  let refreshes = 0;
  const sent: { patch: SettingsPatch; answer: (result: SaveResult) => void }[] = [];
  const changes = createSettingsChanges({
    read: () => shown,
    show: (settings) => {
      shown = settings;
    },
    send: (patch) => new Promise((answer) => sent.push({ patch, answer })),
    refresh: () => {
      refreshes += 1;
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    changes,
    sent,
    settle,
    shownAgents: () => shown?.agentIds,
    refreshes: () => refreshes,
    /** Saves the oldest one, reports that to the window and only then answers. */
    async save() {
      const one = sent.shift();
      if (one === undefined) throw new Error('nothing was sent');
      stored = settingsSchema.parse({ ...stored, ...one.patch });
      changes.follow(stored);
      one.answer({ ok: true, settings: stored });
      await settle();
    },
    async refuse() {
      sent.shift()?.answer({ ok: false, message: 'the disk is full' });
      await settle();
    },
    /** Somebody else changes the settings. */
    report(patch: Partial<Settings>) {
      stored = { ...stored, ...patch };
      changes.follow(stored);
    },
  };
}
const add = (id: string) => (settings: Settings) => ({ agentIds: [...settings.agentIds, id] });

test('changes are sent one after the other, each made from what the one before left', async () => {
  const { changes, sent, settle, save, shownAgents } = slowMain();
  const results = ['201', '202', '203'].map((id) => changes.change(add(id)));
  await settle();
  expect(shownAgents()).toEqual(['201', '202', '203']);
  expect(sent.map(({ patch }) => patch)).toEqual([{ agentIds: ['201'] }]);
  await save();
  expect(shownAgents()).toEqual(['201', '202', '203']);
  expect(sent.map(({ patch }) => patch)).toEqual([{ agentIds: ['201', '202'] }]);
  await save();
  await save();
  expect(shownAgents()).toEqual(['201', '202', '203']);
  expect(await Promise.all(results)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
});

test('one that cannot be saved is taken back, and those after it are not', async () => {
  const { changes, settle, save, refuse, shownAgents, refreshes } = slowMain();
  const first = changes.change(add('201'));
  const second = changes.change(add('202'));
  await settle();
  await refuse();
  expect(await first).toMatchObject({ ok: false });
  expect(shownAgents()).toEqual(['202']);
  await save();
  expect(await second).toMatchObject({ ok: true });
  expect(shownAgents()).toEqual(['202']);
  const third = changes.change(add('203'));
  await settle();
  await refuse();
  await third;
  expect(shownAgents()).toEqual(['202']);
  expect(refreshes()).toBe(1);
});

test('what others change meanwhile is shown with it, and kept', async () => {
  const { changes, sent, settle, save, report, shownAgents } = slowMain();
  const first = changes.change(() => ({ zoomPercent: 110 }));
  const second = changes.change(add('202'));
  await settle();
  report({ agentIds: ['201'] });
  expect(shownAgents()).toEqual(['201', '202']);
  await save();
  expect(sent.map(({ patch }) => patch)).toEqual([{ agentIds: ['201', '202'] }]);
  await save();
  await Promise.all([first, second]);
  report({ agentIds: [] });
  expect(shownAgents()).toEqual([]);
});
