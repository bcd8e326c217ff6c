import '../../support/without-electron.ts';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSettingsStore, createToken, salvageSettings } from '../../../electron/settings.ts';
import { readSettingsFile } from '../../../electron/settings-file.ts';
import type { LinkTemplate } from '../../../shared/call-links.ts';
import type { ForwardTarget } from '../../../shared/forwarding.ts';
import { defaultPopupRules } from '../../../shared/popup-rules.ts';
import { type Settings, settingsSchema } from '../../../shared/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const token = '0123456789abcdef0123456789abcdef';
const link: LinkTemplate = {
  id: 'crm',
  name: 'CRM',
  template: 'https://crm.example/?phone={{to}}',
  condition: { kind: 'always' },
};
const quietHours = { days: [6, 7], from: '00:00', to: '00:00' };
const forwardTarget: ForwardTarget = {
  id: 'crm',
  name: 'CRM',
  url: 'http://localhost:3000/telecmi',
  isOn: true,
  query: 'kind:cdr',
  forwardsOwn: false,
  forwardsRedeliveries: true,
};
const changed: Settings = {
  port: 8080,
  token,
  publicUrl: 'https://name.ngrok.app',
  agentIds: ['202', '203_2222223'],
  startHidden: true,
  language: 'hi',
  homeCountry: 'IN',
  zoomPercent: 125,
  welcomeDone: true,
  links: [link],
  linkSchemes: ['salesforce'],
  popups: { ...defaultPopupRules, hasSound: false },
  retention: { maximumAgeDays: 90, maximumCalls: null, maximumMegabytes: null },
  requestLimits: { maximumRequests: 500, maximumAgeDays: null, maximumMegabytes: 50 },
  savedMessages: [
    {
      id: 'saved',
      name: 'A call without a number',
      hasNewIds: true,
      draft: { encoding: 'json', fields: [{ name: 'leg', value: { as: 'text', text: 'a' } }] },
    },
  ],
  pausedUntil: 1_700_000_000_000,
  forwardTargets: [forwardTarget],
  closeExplained: true,
};
const defaults = settingsSchema.parse({ token });

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'settings.json');
});
afterEach(() => folder.remove());

/** A listener that fails is a fault here. */
const reportError = (error: unknown): void => {
  throw error;
};
async function open(path = folder.path) {
  const settings = createSettingsStore(path, reportError);
  await settings.ready;
  return settings;
}
const write = (content: unknown) =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
const stored = () => JSON.parse(readFileSync(file, 'utf8'));
const names = () => readdirSync(folder.path).sort();

describe('the first run', () => {
  test('makes a file with the defaults and a token of its own, for nobody else to read', async () => {
    const settings = await open();
    expect(settings).toMatchObject({ setAside: null, notSaved: null });
    expect(settings.get()).toEqual({ ...defaults, token: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(stored()).toEqual(settings.get());
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('makes another token than the last one', async () => {
    expect(new Set(Array.from({ length: 100 }, createToken)).size).toBe(100);
  });

  test('makes the folder where there is none', async () => {
    const inside = join(folder.path, 'not', 'there');
    const { notSaved, get } = await open(inside);
    expect(notSaved).toBeNull();
    expect(JSON.parse(readFileSync(join(inside, 'settings.json'), 'utf8'))).toEqual(get());
  });
});

describe('a change', () => {
  test('is there at the next start', async () => {
    expect(await (await open()).update(changed)).toEqual({ ok: true });
    const again = await open();
    expect(again.get()).toEqual(changed);
    expect(again.setAside).toBeNull();
    expect(names()).toEqual(['settings.json']);
  });

  test('is all that is written: a start with a file as it should be leaves it as it is', async () => {
    await (await open()).update(changed);
    const before = statSync(file, { bigint: true });
    expect((await open()).get()).toEqual(changed);
    const { ino, mtimeNs } = statSync(file, { bigint: true });
    expect({ ino, mtimeNs }).toEqual({ ino: before.ino, mtimeNs: before.mtimeNs });
  });

  test.skipIf(process.platform === 'win32')('of who may read the file is taken back at the next start', async () => {
    write(changed);
    chmodSync(file, 0o644);
    expect((await open()).get()).toEqual(changed);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('waits for the one before it', async () => {
    const settings = await open();
    await Promise.all([
      settings.update({ port: 1 }),
      settings.update({ zoomPercent: 110 }),
      settings.update({ port: 2 }),
    ]);
    expect(stored()).toMatchObject({ port: 2, zoomPercent: 110 });
  });

  test('is made of the settings that the one before it has left', async () => {
    const settings = await open();
    const target = (id: string) => ({ ...forwardTarget, id });
    await settings.update({ forwardTargets: [target('a'), target('b')] });
    const turnOff = (id: string) =>
      settings.update(({ forwardTargets }) => ({
        forwardTargets: forwardTargets.map((one) => (one.id === id ? { ...one, isOn: false } : one)),
      }));
    await Promise.all([turnOff('a'), turnOff('b')]);
    expect(settings.get().forwardTargets.map(({ isOn }) => isOn)).toEqual([false, false]);
  });

  test('that finds nothing to change writes and tells nothing', async () => {
    const settings = await open();
    const told: unknown[] = [];
    settings.onChange((now) => told.push(now));
    const before = statSync(file, { bigint: true });
    expect(await settings.update(() => null)).toEqual({ ok: true });
    expect(told).toEqual([]);
    expect(statSync(file, { bigint: true }).ino).toBe(before.ino);
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(before.mtimeNs);
  });

  test('leaves the other fields alone', async () => {
    write(changed);
    await (await open()).update({ port: 1234 });
    expect((await open()).get()).toEqual({ ...changed, port: 1234 });
  });

  test('is told, with what was before, until nobody wants to know', async () => {
    write(changed);
    const settings = await open();
    const told: [number, number | undefined][] = [];
    const stop = settings.onChange((now, before) => told.push([now.port, before?.port]));
    await settings.update({ port: 1 });
    await settings.update({ port: 2 });
    stop();
    await settings.update({ port: 3 });
    expect(told).toEqual([
      [1, 8080],
      [2, 1],
    ]);
  });
});

describe('a file that is not as it should be', () => {
  test.each<[string, unknown]>([
    ['an older file with fewer fields', { token, port: 8080 }],
    ['a file with nothing but the token', { token }],
  ])('%s is whole', async (_what, content) => {
    write(content);
    const { get, setAside } = await open();
    expect(get()).toEqual({ ...defaults, ...(content as object) });
    expect(setAside).toBeNull();
  });

  test.each<[string, Partial<Record<keyof Settings, unknown>>, Partial<Settings>]>([
    ['a port', { port: 99_999 }, { port: 3425 }],
    ['a port in words', { port: '8080' }, { port: 3425 }],
    ['one of the agent ids', { agentIds: ['202', 'Priya'] }, { agentIds: ['202'] }],
    ['one of the links', { links: [{ ...link, template: '' }, link, 'a link'] }, { links: [link] }],
    ['one of the schemes', { linkSchemes: ['salesforce', 'file'] }, { linkSchemes: ['salesforce'] }],
    ['links that are no list', { links: link }, { links: [] }],
    [
      'one of the popups’ rules',
      {
        popups: {
          ...changed.popups,
          leg: 'both',
          click: { kind: 'open_link' },
          quietHours: [quietHours, { days: [] }],
        },
      },
      { popups: { ...changed.popups, quietHours: [quietHours] } },
    ],
    ['an older one’s rules, which lack some', { popups: { hasSound: false } }, {}],
    ['one of the limits', { retention: { ...changed.retention, maximumCalls: 1 } }, {}],
    ['a public address', { publicUrl: 'javascript:alert(1)' }, { publicUrl: '' }],
    [
      'several',
      { port: null, startHidden: 'yes', pausedUntil: -1 },
      { port: 3425, startHidden: false, pausedUntil: null },
    ],
  ])('with %s that is not allowed loses only that, and is kept beside', async (_what, wrong, expected) => {
    write({ ...changed, ...wrong });
    const { get, setAside } = await open();
    expect(get()).toEqual({ ...changed, ...expected });
    expect(stored()).toEqual(get());
    expect(JSON.parse(readFileSync(setAside ?? '', 'utf8'))).toEqual({ ...changed, ...wrong });
  });

  test('with a token that is not allowed gets a new one', async () => {
    write({ ...changed, token: 'secret' });
    const { get, setAside } = await open();
    expect(get()).toEqual({ ...changed, token: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(setAside).not.toBeNull();
    expect((await open()).get().token).toBe(get().token);
  });

  test.each(['', '{', 'not json', '[]', 'null', '"text"', '7', '\u0000'.repeat(300), '{"port": 8080,'])(
    'but %j is set aside, and DialPop starts with defaults',
    async (text) => {
      write(text);
      const { get, setAside, notSaved } = await open();
      expect(get()).toMatchObject({ ...defaults, token: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(notSaved).toBeNull();
      expect(readFileSync(setAside ?? '', 'utf8')).toBe(text);
      expect(names()).toHaveLength(2);
      expect(await open()).toMatchObject({ setAside: null });
      expect((await open()).get()).toEqual(get());
    },
  );

  test.each([
    ['cut short', JSON.stringify(changed, null, 2).slice(0, -20)],
    ['edited by hand', `{ port: 8080, "token": "${token}", }`],
    ['written twice', JSON.stringify(changed) + JSON.stringify(changed)],
  ])('%s keeps the token that TeleCMI was given', async (_what, text) => {
    write(text);
    const { get, setAside } = await open();
    expect(get()).toEqual(defaults);
    expect(readFileSync(setAside ?? '', 'utf8')).toBe(text);
    expect((await open()).get().token).toBe(token);
  });

  test('keeps its valid fields, and an unknown one of a newer version for that one', async () => {
    write({ ...changed, theme: 'dark' });
    const { get, setAside, update } = await open();
    expect(get()).toEqual(changed);
    expect(setAside).toBeNull();
    await update({ port: 1234 });
    expect(stored()).toEqual({ ...changed, port: 1234, theme: 'dark' });
  });

  test('is not confused by names that mean something to JavaScript', async () => {
    write(`{"token":"${token}","__proto__":{"port":1},"constructor":{"prototype":{"port":2}}}`);
    expect((await open()).get()).toEqual(defaults);
    expect('port' in {}).toBe(false);
  });
});

describe('the settings out of a backup', () => {
  test('keep the token in use where theirs is missing or not allowed', async () => {
    const other = 'f'.repeat(32);
    expect(salvageSettings({ ...changed, token: other }, token)).toEqual({ ...changed, token: other });
    for (const wrong of [undefined, null, 'secret', 7]) {
      expect(salvageSettings({ ...changed, token: wrong }, token)).toEqual(changed);
    }
    for (const raw of [null, 'text', [], 7]) expect(salvageSettings(raw, token)).toEqual(defaults);
  });
});

describe('a folder that cannot be written', () => {
  const quickly = { soonMs: 1, toldAfterMs: 5, laterMs: 1 };
  /** Runs as a person who may not write there; the superuser may write anywhere. */
  async function withoutRights(run: () => Promise<void>): Promise<void> {
    const isSuperuser = process.geteuid?.() === 0;
    chmodSync(folder.path, 0o555);
    if (isSuperuser) process.seteuid?.(65_534);
    try {
      await run();
    } finally {
      if (isSuperuser) process.seteuid?.(0);
      chmodSync(folder.path, 0o755);
    }
  }

  test.skipIf(process.platform === 'win32')('leaves the settings in force and says why', async () => {
    write(changed);
    chmodSync(file, 0o644);
    await withoutRights(async () => {
      const settings = await open();
      expect(settings.get()).toEqual(changed);
      expect(settings.notSaved).toMatch(/EACCES|permission denied/);
    });
  });

  test.skipIf(process.platform === 'win32')('refuses a change in words, and changes nothing', async () => {
    write(changed);
    chmodSync(file, 0o666);
    const settings = await open();
    chmodSync(file, 0o644);
    let told = false;
    settings.onChange(() => {
      told = true;
    });
    await withoutRights(async () => {
      expect(await settings.update({ port: 1 })).toEqual({
        ok: false,
        message: expect.stringMatching(/EACCES|denied/),
      });
    });
    expect(settings.get()).toEqual(changed);
    expect(stored()).toEqual(changed);
    expect(told).toBe(false);
    expect(await settings.update({ port: 1 })).toEqual({ ok: true });
    expect((await open()).get().port).toBe(1);
  });

  test.skipIf(process.platform === 'win32')(
    'has a damaged file kept before it is written over, once it can be',
    async () => {
      const damaged = `{"token": "${token}", "port`;
      write(damaged);
      chmodSync(file, 0o644);
      await withoutRights(async () => {
        const settings = await open();
        expect(settings.get().token).toBe(token);
        expect(settings).toMatchObject({ setAside: null, notSaved: expect.stringMatching(/EACCES|permission denied/) });
      });
      expect(readFileSync(file, 'utf8')).toBe(damaged);
      let settings: Awaited<ReturnType<typeof open>> | undefined;
      await withoutRights(async () => {
        settings = await open();
      });
      expect(await settings?.update({})).toEqual({ ok: true });
      expect(settings?.notSaved).toBeNull();
      expect(readFileSync(settings?.setAside ?? '', 'utf8')).toBe(damaged);
      expect(stored()).toEqual({ ...defaults });
    },
  );

  test('is not fatal, whatever stands in its place', async () => {
    const blocked = join(folder.path, 'file');
    writeFileSync(blocked, 'not a folder');
    const settings = createSettingsStore(join(blocked, 'user-data'), reportError, readSettingsFile, quickly);
    await settings.readOrGivenUp;
    settings.stop();
    expect(settings.get()).toMatchObject({ port: 3425, token: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(settings.unreadable).toMatch(/ENOTDIR/);
    expect(await settings.update({ port: 1 })).toMatchObject({ ok: false });
  });

  test('nor is a folder where the file should be, which is left where it is', async () => {
    mkdirSync(file);
    const settings = createSettingsStore(folder.path, reportError, readSettingsFile, quickly);
    await settings.readOrGivenUp;
    settings.stop();
    expect(settings.unreadable).toContain('is not a file');
    expect(names()).toEqual(['settings.json']);
    expect(await settings.update({ port: 1 })).toEqual({ ok: false, message: settings.unreadable });
  });
});
