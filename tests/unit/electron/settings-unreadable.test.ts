import '../../support/without-electron.ts';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSavedMessages } from '../../../electron/cli/saved-messages.ts';
import { createSettingsStore, type ReadAgain } from '../../../electron/settings.ts';
import { type FoundSettings, largestSettingsBytes, readSettingsFile } from '../../../electron/settings-file.ts';
import { type Settings, settingsSchema } from '../../../shared/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const token = '0123456789abcdef0123456789abcdef';
const saved: Settings = settingsSchema.parse({ token, port: 8080, agentIds: ['202'], publicUrl: 'https://a.example' });
const text = JSON.stringify(saved, null, 2);

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'settings.json');
});
afterEach(() => folder.remove());

const names = () => readdirSync(folder.path).sort();

/** A file whose first reads fail, with the system's own message. */
function failing(reasons: string[]): (path: string) => FoundSettings {
  const left = [...reasons];
  return (path) => {
    const reason = left.shift();
    return reason === undefined ? readSettingsFile(path) : { status: 'unreadable', reason };
  };
}

/** A listener that fails is a fault here. */
const reportError = (error: unknown): void => {
  throw error;
};
const quickly: ReadAgain = { soonMs: 1, toldAfterMs: 5, laterMs: 1 };
const neverTold: ReadAgain = { soonMs: 1, toldAfterMs: Number.POSITIVE_INFINITY, laterMs: 1 };

describe('a file that cannot be read for a moment', () => {
  test.each(['EBUSY', 'EIO', 'EMFILE', 'ENFILE', 'EACCES', 'ETIMEDOUT', 'ESTALE'])(
    'because of %s is read when it can be; nothing is renamed or written',
    async (code) => {
      writeFileSync(file, text, { mode: 0o600 });
      const store = createSettingsStore(folder.path, reportError, failing([code, code]), neverTold);
      expect(store.unreadable).toBe(code);
      await store.ready;
      expect(store.unreadable).toBeNull();
      expect(store.get()).toEqual(saved);
      expect(store.setAside).toBeNull();
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(names()).toEqual(['settings.json']);
    },
  );

  test('refuses changes until then in words, and takes them after that', async () => {
    writeFileSync(file, text, { mode: 0o600 });
    const store = createSettingsStore(folder.path, reportError, failing(['EBUSY']), neverTold);
    expect(await store.update({ port: 1 })).toEqual({ ok: false, message: 'EBUSY' });
    await store.settle();
    await store.ready;
    expect(await store.update({ zoomPercent: 110 })).toEqual({ ok: true });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...saved, zoomPercent: 110 });
  });

  test('is told once that takes long, and taken over later all the same', async () => {
    writeFileSync(file, text, { mode: 0o600 });
    let isReadable = false;
    const read = (path: string): FoundSettings =>
      isReadable ? readSettingsFile(path) : { status: 'unreadable', reason: 'EACCES' };
    const store = createSettingsStore(folder.path, reportError, read, quickly);
    const known: [string, Settings | null][] = [];
    store.onChange((now, before) => known.push([now.token, before]));
    await store.readOrGivenUp;
    expect(store.unreadable).toBe('EACCES');
    expect(store.get().token).not.toBe(token);
    expect(readFileSync(file, 'utf8')).toBe(text);

    isReadable = true;
    await store.ready;
    expect(store.get()).toEqual(saved);
    expect(known).toEqual([[token, null]]);
    expect(names()).toEqual(['settings.json']);
  });
});

describe('a listener that fails', () => {
  test('keeps neither the other listeners nor who waits for the settings from knowing them', async () => {
    writeFileSync(file, text, { mode: 0o600 });
    const reported: unknown[] = [];
    const store = createSettingsStore(folder.path, (error) => reported.push(error), failing(['EBUSY']), neverTold);
    const failure = new Error('no luck');
    store.onChange(() => {
      throw failure;
    });
    const known: string[] = [];
    store.onChange((now) => known.push(now.token));
    await store.ready;
    expect(known).toEqual([token]);
    expect(reported).toEqual([failure]);
  });

  test('keeps no change from being saved and told', async () => {
    writeFileSync(file, text, { mode: 0o600 });
    const reported: unknown[] = [];
    const store = createSettingsStore(folder.path, (error) => reported.push(error));
    await store.ready;
    const failure = new Error('no luck');
    store.onChange(() => {
      throw failure;
    });
    const known: number[] = [];
    store.onChange((now) => known.push(now.zoomPercent));
    expect(await store.update({ zoomPercent: 110 })).toEqual({ ok: true });
    expect(known).toEqual([110]);
    expect(reported).toEqual([failure]);
  });
});

describe('what stands in its place', () => {
  test('is none only where there is nothing at all', () => {
    expect(readSettingsFile(file)).toEqual({ status: 'missing' });
    expect(readSettingsFile(join(folder.path, 'no', 'folder', 'settings.json'))).toEqual({ status: 'missing' });
  });

  test.skipIf(process.platform === 'win32').each<[string, (path: string) => unknown]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a device', (path) => symlinkSync('/dev/zero', path)],
    ['a link to what is not there', (path) => symlinkSync(`${path}.elsewhere`, path)],
    ['a link to itself', (path) => symlinkSync(path, path)],
    [
      'a file larger than any settings',
      (path) => {
        writeFileSync(path, text);
        truncateSync(path, largestSettingsBytes + 1);
      },
    ],
  ])('is %s: told, and left alone', async (_what, make) => {
    make(file);
    const store = createSettingsStore(folder.path, reportError, readSettingsFile, quickly);
    await store.readOrGivenUp;
    store.stop();
    expect(store.unreadable).toContain(file);
    expect(store.setAside).toBeNull();
    expect(names()).toEqual(['settings.json']);
  });

  test.skipIf(process.platform === 'win32')('is a file or a folder that the person may not read', async () => {
    writeFileSync(file, text, { mode: 0o600 });
    const isSuperuser = process.geteuid?.() === 0;
    for (const path of [file, folder.path]) {
      chmodSync(path, 0o000);
      if (isSuperuser) process.seteuid?.(65_534);
      const found = readSettingsFile(file);
      if (isSuperuser) process.seteuid?.(0);
      chmodSync(path, 0o700);
      expect(found).toEqual({ status: 'unreadable', reason: expect.stringContaining('EACCES') });
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('an encoding that editors and shells choose', () => {
  const utf16 = (content: string): Buffer => Buffer.from(content, 'utf16le');
  test.each<[string, Buffer]>([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a byte order mark', utf16(`\uFEFF${text}`)],
    ['UTF-16 LE', utf16(text)],
    ['UTF-16 BE with a byte order mark', utf16(`\uFEFF${text}`).swap16()],
    ['UTF-16 BE', utf16(text).swap16()],
  ])('%s is read, and the next change is saved', async (_name, bytes) => {
    writeFileSync(file, bytes, { mode: 0o600 });
    const store = createSettingsStore(folder.path, reportError);
    await store.ready;
    expect(store.get()).toEqual(saved);
    expect(store.setAside).toBeNull();
    expect(readFileSync(file)).toEqual(bytes);
    expect(await store.update({ zoomPercent: 110 })).toEqual({ ok: true });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...saved, zoomPercent: 110 });
    expect(names()).toEqual(['settings.json']);
  });

  test('a damaged file in UTF-16 keeps its token', async () => {
    writeFileSync(file, utf16(`\uFEFF${text.slice(0, -5)}`));
    const store = createSettingsStore(folder.path, reportError);
    await store.ready;
    expect(store.get()).toEqual(settingsSchema.parse({ token }));
    expect(store.setAside).not.toBeNull();
  });

  test('the terminal commands read it as the app does', () => {
    const draft = { encoding: 'json', fields: [] };
    const messages = [{ id: 'one', name: 'One', hasNewIds: true, draft }];
    writeFileSync(file, utf16(`\uFEFF${JSON.stringify({ savedMessages: messages })}`));
    expect(readSavedMessages(folder.path)).toMatchObject(messages);
  });
});
