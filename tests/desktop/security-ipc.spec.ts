import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright/test';
import { readRunningFile } from '../../electron/running-file.ts';
import { type RequestName, requestChannels } from '../../shared/ipc-channels.ts';
import { requestArguments } from '../../shared/ipc-contract.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { anyRecipe, buildValue, nearRecipe, type Recipe, weightOf } from '../support/any-value.ts';
import { openWindow, test } from '../support/attacked-window.ts';
import { expect, newCall, projectRoot, type RunningApp } from '../support/desktop.ts';

const names = Object.keys(requestChannels) as RequestName[];
const anyCall = { text: '', filters: [{ kind: 'agent', agent: '202' }] };
const link = { id: 'crm', name: 'CRM', template: 'https://crm.example/{{to}}', condition: { kind: 'always' } };
/** An argument of the right form for each channel that takes one. */
const examples: Partial<Record<RequestName, Record<string, unknown>>> = {
  dismissNotice: { id: 'settings_set_aside' },
  listCalls: { query: anyCall, before: null, limit: 10 },
  pickCalls: { query: anyCall, ids: [1] },
  getCall: { id: 1 },
  countCallsByDay: { query: anyCall, days: [{ from: 0, to: 1 }] },
  countFound: { query: anyCall, before: null },
  suggestFilterValues: { of: 'custom_value', name: 'crm', prefix: '' },
  listEarlierCalls: { id: 1, limit: 10 },
  markCallRead: { id: 1 },
  setCallUnread: { id: 1, unread: true },
  setCallPinned: { id: 1, isPinned: true },
  setCallNote: { id: 1, note: 'note' },
  deleteCalls: { ids: [2] },
  restoreCalls: { ids: [2] },
  listCallLinks: { id: 1 },
  openCallLink: { callId: 1, linkId: 'crm' },
  openValue: { kind: 'link', value: 'https://crm.example/' },
  sendComposed: { draft: { encoding: 'json', fields: [{ name: 'to', value: { as: 'text', text: '1' } }] } },
  startScenario: {
    name: 'click2call',
    options: { to: '1', agent: '202', count: 1, speed: 'fast', encoding: 'json' },
  },
  listRequests: { query: everyRequest, before: null, limit: 10 },
  pickRequests: { query: everyRequest, ids: [1] },
  getRequest: { id: 1 },
  setRequestPinned: { id: 1, isPinned: true },
  copyRequestAs: { id: 1, format: 'curl', withToken: false },
  exportRequests: { requests: { kind: 'found', query: everyRequest }, format: 'har', withToken: false },
  updateSettings: { publicUrl: 'https://crm.example', agentIds: ['202'], links: [link], linkSchemes: ['zoiper'] },
  pausePopups: { length: '1_hour' },
  previewRetention: { retention: { maximumAgeDays: 1, maximumCalls: null, maximumMegabytes: null } },
  exportCalls: { query: anyCall, format: 'csv' },
  copyText: { text: 'text' },
};

/**
 * Large values cost what they weigh, whichever channel refuses them. Four stand for all: one that takes nothing, one a
 * text, one lists and one all settings.
 */
const channelsForLarge: readonly RequestName[] = ['getStatus', 'setCallNote', 'listRequests', 'updateSettings'];
const isLarge = (recipe: Recipe): boolean => weightOf(recipe) > 10_000;

test('any value on any channel is answered or refused cleanly', async ({ launch, userData }) => {
  const { app, page } = await openWindow(launch);
  await app.post(newCall());
  await silenceTheSystem(app);
  const seed = Math.floor(Math.random() * 2 ** 31);
  const anything = fc.sample(anyRecipe, { seed, numRuns: 40 });
  for (const name of names) {
    const example = examples[name];
    const near = example === undefined ? [] : fc.sample(nearRecipe(example), { seed, numRuns: 40 });
    const takesLarge = channelsForLarge.includes(name);
    const recipes = [...anything, ...near].filter((recipe) => takesLarge || !isLarge(recipe));
    const outcomes = await sendAll(page, name, recipes);
    const wrong = recipes.flatMap((recipe, index) => {
      const isValid = requestArguments[name].safeParse(structuredClone(buildValue(recipe))).success;
      // The bridge drops a property of this name on the way, so what arrives is another value than what is judged here.
      const isChanged = JSON.stringify(recipe).includes('"__proto__"');
      const outcome = outcomes[index] ?? 'no outcome';
      if ((isChanged || isValid) && /^(answered|failed: )/.test(outcome)) return [];
      if ((isChanged || !isValid) && /^(invalid|not sent)$/.test(outcome)) return [];
      return [`${outcome}: ${JSON.stringify(recipe).slice(0, 300)}`];
    });
    // All of a channel's at once: to expect each of some thousands takes longer than to send them.
    expect(wrong, `${name}, seed ${seed}`).toEqual([]);
  }
  // Nothing broke, and nothing is stored that could not be. The token may have been replaced by a valid request.
  const url = readRunningFile(userData)?.url ?? '';
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'POST', body: JSON.stringify(newCall()), headers })).status).toBe(200);
  await expect(page.getByRole('contentinfo')).toBeVisible();
  expect(
    settingsSchema.safeParse(JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8'))).error,
  ).toBeUndefined();
  expect((await app.history()).length).toBeGreaterThan(0);
  expect(readLog(userData)).not.toMatch(/Unexpected (error|rejection)/);
});

test('what cannot be sent at all is refused in the page', async ({ launch }) => {
  const { page } = await openWindow(launch);
  // What has no property that can be sent is, to this one channel, a change of nothing.
  const channels = names.filter((name) => name !== 'updateSettings');
  const outcomes = await page.evaluate(async (asked) => {
    const bridge = Reflect.get(window, 'dialpop');
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const getter = Object.defineProperty({}, 'id', {
      enumerable: true,
      get: () => {
        throw new Error('a trap');
      },
    });
    const values = [
      Symbol('x'),
      () => 1,
      { id: () => 1 },
      cyclic,
      getter,
      Promise.reject(new Error('no')),
      window,
      document,
    ];
    const answered: string[] = [];
    for (const name of asked) {
      for (const value of values) {
        try {
          await bridge[name](value);
          answered.push(`${name} ${typeof value}`);
        } catch {
          // Refused, as it must be.
        }
      }
    }
    return answered;
  }, channels);
  expect(outcomes).toEqual([]);
});

test('a page that is not ours, even with our preload, is refused on every channel', async ({ launch, userData }) => {
  const { app } = await openWindow(launch);
  const file = join(userData, 'foreign.html');
  writeFileSync(file, '<title>foreign</title>');
  const before = readFileSync(join(userData, 'settings.json'), 'utf8');
  const asked = await askFromForeignPages(app, file);
  expect(Object.keys(asked)).toHaveLength(8);
  const refused = names.map((name) => `${name}: refused`);
  for (const [page, answers] of Object.entries(asked)) expect([page, answers]).toEqual([page, refused]);
  expect(readFileSync(join(userData, 'settings.json'), 'utf8')).toBe(before);
});

test('a frame in our own page has no bridge, and with one is refused on every channel', async ({ launch }) => {
  const { app, page } = await openWindow(launch);
  const inOurWindow = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return typeof Reflect.get(frame.contentWindow ?? {}, 'dialpop');
  });
  expect(inOurWindow).toBe('undefined');
  const answers = await app.electron.evaluate(
    async ({ BrowserWindow }, { preload, channels }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await window.loadURL('dialpop://app/index.html?lang=en&format=en');
      const result: unknown = await window.webContents.executeJavaScript(`(async () => {
        const frame = document.createElement('iframe');
        const loaded = new Promise((resolve) => { frame.onload = resolve; });
        frame.srcdoc = '<p>x</p>';
        document.body.append(frame);
        await loaded;
        const message = (error) => error.message.replace(/^.*Error: /, '');
        const answers = [];
        for (const name of ${JSON.stringify(channels)}) {
          answers.push(await frame.contentWindow.dialpop[name]().then(() => name + ': answered', message));
        }
        return answers;
      })()`);
      window.destroy();
      return result;
    },
    { preload: join(projectRoot, 'dist/preload/preload.cjs'), channels: names },
  );
  expect(answers).toEqual(names.map((name) => `${name}: refused`));
});

/** Valid requests may be among them: none of them is to leave the app or to wait for a person. */
const silenceTheSystem = (app: RunningApp) =>
  app.electron.evaluate(({ dialog, shell }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' });
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    shell.openExternal = async () => {};
    shell.openPath = async () => '';
    shell.showItemInFolder = () => {};
  });

/** What the page is told for each value, in order. */
function sendAll(page: Page, name: RequestName, recipes: Recipe[]): Promise<string[]> {
  // The page's policy forbids to run text; a driver may.
  const script = `(async ([name, recipes]) => {
    ${buildValue.toString()}
    const outcomes = [];
    for (const recipe of recipes) {
      try {
        await window.dialpop[name](buildValue(recipe));
        outcomes.push('answered');
      } catch ({ message }) {
        const isInvalid = message.endsWith(name + ': the argument is not valid');
        const isSent = message.startsWith('Error invoking remote method');
        outcomes.push(isInvalid ? 'invalid' : isSent ? 'failed: ' + message : 'not sent');
      }
    }
    return outcomes;
  })(${JSON.stringify([name, recipes])})`;
  return page.evaluate(script);
}

/** What each channel says to pages of other addresses that run our preload. */
async function askFromForeignPages(app: RunningApp, file: string): Promise<Record<string, string[]>> {
  return app.electron.evaluate(
    async ({ BrowserWindow, session }, { preload, channels, page }) => {
      const foreign = session.fromPartition('foreign');
      const answer = () => new Response('<title>foreign</title>', { headers: { 'content-type': 'text/html' } });
      for (const scheme of ['https', 'http', 'dialpop']) foreign.protocol.handle(scheme, answer);
      const asked: Record<string, string[]> = {};
      for (const url of [
        'data:text/html,<title>foreign</title>',
        'about:blank',
        'https://app/index.html',
        'http://127.0.0.1:3425/',
        'dialpop://app.evil.example/index.html',
        'dialpop://other/index.html',
        'dialpop://app@evil.example/dialpop://app/index.html',
        `file://${page}`,
      ]) {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, session: foreign } });
        await window.loadURL(url);
        asked[url] = await window.webContents.executeJavaScript(`(async () => {
          const message = (error) => error.message.replace(/^.*Error: /, '');
          const answers = [];
          for (const name of ${JSON.stringify(channels)}) {
            answers.push(await window.dialpop[name]().then(() => name + ': answered', message));
          }
          return answers;
        })()`);
        window.destroy();
      }
      return asked;
    },
    { preload: join(projectRoot, 'dist/preload/preload.cjs'), channels: names, page: file },
  );
}

const readLog = (userData: string): string => {
  const file = join(userData, 'logs/dialpop.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
