import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type RequestName, requestChannels } from '../../../../shared/ipc-channels.ts';
import { requestArguments } from '../../../../shared/ipc-contract.ts';
import { longestCopy } from '../../../../shared/longest-copy.ts';

type Answer = (event: unknown, ...values: unknown[]) => unknown;
const registered = vi.hoisted(() => new Map<string, Answer>());
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, answer: Answer) => registered.set(channel, answer) },
}));
const { handle } = await import('../../../../electron/ipc/handle.ts');

const ownPage = { senderFrame: { url: 'dialpop://app/index.html?lang=en#/calls', parent: null } };
const names = Object.keys(requestChannels) as RequestName[];
const asked = vi.fn<(argument: unknown) => undefined>();

beforeEach(() => {
  registered.clear();
  asked.mockClear();
  for (const name of names) handle(name, asked as never);
});

/** What the window gets: an answer, or the text of an error. */
async function invoke(name: RequestName, event: unknown, ...values: unknown[]): Promise<string> {
  try {
    await registered.get(requestChannels[name])?.(event, ...values);
    return 'answered';
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
}

describe('a request that is not from the top frame of an own page', () => {
  test.each<[string, unknown]>([
    ['a frame that is gone', { senderFrame: null }],
    ['a frame in our page', { senderFrame: { url: 'about:srcdoc', parent: ownPage.senderFrame } }],
    ['our page in a frame', { senderFrame: { ...ownPage.senderFrame, parent: { url: 'https://evil.example/' } } }],
    ...[
      'https://evil.example/',
      'https://evil.example/#dialpop://app/index.html',
      'https://dialpop.app/index.html',
      'http://127.0.0.1:3425/',
      'http://localhost:5173/',
      'dialpop://app.evil.example/index.html',
      'dialpop://app@evil.example/index.html',
      'dialpop://evil/index.html',
      'dialpop://app',
      'DIALPOP://APP/',
      'dialpop:app/index.html',
      'dialpop:///app/index.html',
      'blob:dialpop://app/6f1d',
      'filesystem:dialpop://app/temporary/x.html',
      'view-source:dialpop://app/index.html',
      'file:///index.html',
      'data:text/html,x',
      'about:blank',
      'about:srcdoc',
      'chrome-error://chromewebdata/',
      'devtools://devtools/bundled/inspector.html',
      '',
    ].map((url): [string, unknown] => [`the page ${url}`, { senderFrame: { url, parent: null } }]),
  ])('%s: every channel refuses it and asks nobody', async (_, event) => {
    for (const name of names) {
      expect(await invoke(name, event, undefined)).toBe(`${name}: refused`);
    }
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('what the window sends', () => {
  test('reaches the handler as its schema reads it, and not otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
        async (name, value) => {
          asked.mockClear();
          const parsed = requestArguments[name].safeParse(value);
          const outcome = await invoke(name, ownPage, value);
          expect(outcome).toBe(parsed.success ? 'answered' : `${name}: the argument is not valid`);
          expect(asked.mock.calls).toEqual(parsed.success ? [[parsed.data]] : []);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('more than one argument counts for nothing', async () => {
    expect(await invoke('getCall', ownPage, { id: 1 }, { id: 2 }, 'more')).toBe('answered');
    expect(asked.mock.calls).toEqual([[{ id: 1 }]]);
  });

  test.each<[RequestName, unknown]>([
    ['getCall', { id: 1, constructor: { prototype: { isAdmin: true } } }],
    ['getCall', { id: '1' }],
    ['getCall', { id: Number.NaN }],
    ['getCall', { id: 2 ** 53 }],
    ['updateSettings', { token: 'a'.repeat(32) }],
    ['updateSettings', { pausedUntil: 1 }],
    ['deleteCalls', { ids: Array.from({ length: 1001 }, (_, index) => index + 1) }],
    ['deleteCalls', { ids: [] }],
    ['setCallNote', { id: 1, note: 'n'.repeat(10_001) }],
    ['copyText', { text: 1 }],
    ['openValue', { kind: 'link', value: 'v'.repeat(4001) }],
    ['openValue', { kind: 'file', value: '/etc/passwd' }],
    ['showFile', '/etc/passwd'],
    ['showFolder', '/etc'],
    ['exportCalls', { query: { text: '', filters: [] }, format: 'csv', target: '/etc/passwd' }],
  ])('%s refuses %j', async (name, value) => {
    expect(await invoke(name, ownPage, value)).toBe(`${name}: the argument is not valid`);
    expect(asked).not.toHaveBeenCalled();
  });

  test('what is copied may be as long as the largest body is when its JSON is indented, and not without end', async () => {
    const deepestShown = 64;
    const inner = `${'['.repeat(deepestShown - 1)}${'0,'.repeat(32_000)}0${']'.repeat(deepestShown - 1)}`;
    const text = JSON.stringify(JSON.parse(inner), null, 2);
    expect(await invoke('copyText', ownPage, { text })).toBe('answered');
    const endless = 'c'.repeat(longestCopy + 1);
    expect(await invoke('copyText', ownPage, { text: endless })).toBe('copyText: the argument is not valid');
  });

  test('names that mean something to the language bring nothing along', async () => {
    await invoke('getCall', ownPage, JSON.parse('{"id": 1, "__proto__": {"isAdmin": true}}'));
    await invoke('updateSettings', ownPage, JSON.parse('{"__proto__": {"token": "x"}}'));
    for (const [argument] of asked.mock.calls) {
      expect(Object.getPrototypeOf(argument)).toBe(Object.prototype);
      expect(argument).not.toHaveProperty('isAdmin');
      expect(argument).not.toHaveProperty('token');
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});

describe('a page of an earlier history', () => {
  const answer = async (name: RequestName, argument: unknown) => {
    registered.clear();
    handle(name, asked as never, (page) => page !== 'earlier');
    return [await invoke(name, ownPage, argument, 'earlier'), await invoke(name, ownPage, argument, 'now')];
  };

  test.each<[RequestName, unknown]>([
    ['setCallNote', { id: 1, note: 'for the call that had this number' }],
    ['deleteCalls', { ids: [1] }],
    ['setRequestPinned', { id: 1, isPinned: true }],
  ])('changes nothing by number: %s', async (name, argument) => {
    expect(await answer(name, argument)).toEqual(['history_replaced', 'answered']);
    expect(asked).toHaveBeenCalledOnce();
  });

  test('can still read', async () => {
    expect(await answer('getCall', { id: 1 })).toEqual(['answered', 'answered']);
  });
});
