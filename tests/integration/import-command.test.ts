/** `npm run -s import` as people run it, with and without a listener beside it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHistoryWorks } from '../../electron/data/history-works.ts';
import { migrations } from '../../electron/history/migrations/index.ts';
import { openDatabase } from '../../electron/history/open-database.ts';
import { writeRunningFile } from '../../electron/running-file.ts';
import { createTakeAway } from '../../electron/take-away/take-away-service.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { runTask } from '../support/data-fixture.ts';
import { harEntry, harOf } from '../support/har-files.ts';
import { startCommand } from '../support/terminal-command.ts';
import { openHistory, startWebhook, temporaryFolder, token, type Webhook } from '../support/webhook-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const fileOf = (name: string): string => join(folder.path, name);
const userData = (): string => fileOf('user-data');

function writeFile(content: string | Uint8Array, name = 'given.har'): string {
  writeFileSync(fileOf(name), content);
  return fileOf(name);
}

async function run(...args: string[]) {
  const command = startCommand('import.ts', args);
  const code = await command.ended;
  return { code, lines: command.lines(), errors: command.errors() };
}
const importFile = (file: string, ...args: string[]) => run(file, '--user-data', userData(), ...args);

/** The requests in the history, oldest first. */
function stored(path = userData()) {
  const { database, history } = openHistory(join(path, 'history.sqlite'));
  const { items } = history.findRequests({ query: everyRequest, before: null, limit: 200 });
  const details = items.map(({ id }) => history.getRequest(id)).filter((request) => request !== null);
  database.close();
  return details.toReversed();
}

const mixed = harOf(
  harEntry({}, { url: `https://example.com/hook/${token}?a=1`, postData: { text: '{"a":1}' } }),
  harEntry({}, { method: '' }),
  7,
  harEntry({ response: { status: -1 } }),
);

describe('without the app', () => {
  test('imports into a history that there was not yet, for its owner only', async () => {
    mkdirSync(userData());
    writeFileSync(join(userData(), 'settings.json'), JSON.stringify({ token }));
    expect(await importFile(writeFile(mixed))).toEqual({
      code: 0,
      errors: '',
      lines: [
        '2 requests imported from given.har. DialPop shows them under Requests.',
        '1 request was left out: it has no HTTP method. At log.entries[1].',
        '1 entry was left out: it is not an HTTP request. At log.entries[2].',
      ],
    });
    const [first, second, ...others] = stored();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      origin: 'imported',
      outcome: 'imported',
      path: '/hook/{token}',
      query: 'a=1',
      answerStatus: 201,
    });
    expect(second).toMatchObject({ origin: 'imported', answerStatus: 0 });
    expect(statSync(join(userData(), 'history.sqlite')).mode & 0o777).toBe(0o600);
  });

  test('prints as JSON nothing but what was imported and what was not', async () => {
    const { code, lines, errors } = await importFile(writeFile(mixed), '--json');
    expect(lines).toEqual([
      '{"imported":2,"skipped":[{"index":1,"reason":"no_method"},{"index":2,"reason":"no_request"}]}',
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect((await importFile(writeFile(harOf()))).lines).toEqual([
      'No requests were imported from given.har: it holds none.',
    ]);
    expect(stored()).toHaveLength(2);
  });

  test('tells lines of JSON Lines as editors count them, and as programs do', async () => {
    const line = '{"received_at":"2026-01-01T00:00:00Z","method":"POST","path":"/","body":"{}"}';
    const file = writeFile(`${line}\n\n{\n${line}\n{\n`, 'given.jsonl');
    expect((await importFile(file)).lines).toEqual([
      '2 requests imported from given.jsonl. DialPop shows them under Requests.',
      '2 lines were left out: they are not JSON objects. Lines 3, 5.',
    ]);
    expect((await importFile(file, '--json')).lines).toEqual([
      '{"imported":2,"skipped":[{"index":2,"reason":"no_json"},{"index":4,"reason":"no_json"}]}',
    ]);
  });

  test('orders a terminal nothing, whatever the file is called', async () => {
    const { lines } = await importFile(writeFile(mixed, 'a\u001B[2J\u202E.har'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    expect(lines.join('\n')).not.toMatch(/[\u001B\u202E]/);
  });

  test.each<[string, () => string[], RegExp]>([
    ['no file', () => [], /^Give the file to import/],
    ['an argument it does not know', () => ['--what'], /Unknown option '--what'/],
    ['a file that is not there', () => [fileOf('none.har')], /^There is no file .*none\.har\.$/],
    ['another file', () => [writeFile('{"a":1}')], /^This is neither a HAR nor a JSON Lines file of requests: /],
    [
      'too many requests',
      () => [writeFile(harOf(...Array.from({ length: 10_001 }, () => 0)))],
      /^The file holds more than 10,000 requests\.$/,
    ],
  ])('fails with a sentence for %s', async (_name, args, sentence) => {
    const { code, lines, errors } = await run(...args(), '--user-data', userData());
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(errors.trimEnd()).toMatch(sentence);
    expect(existsSync(userData())).toBe(false);
  });

  test('leaves a history alone that only the app brings up to date, or mends', async () => {
    mkdirSync(userData());
    const history = join(userData(), 'history.sqlite');
    const older = openDatabase(history, migrations.slice(0, -1));
    if (older.ok) older.database.close();
    expect(await importFile(writeFile(mixed))).toMatchObject({
      code: 1,
      errors: expect.stringContaining('older version'),
    });
    writeFileSync(history, 'no database, but long enough to be looked at as one'.repeat(20));
    expect(await importFile(writeFile(mixed))).toMatchObject({
      code: 1,
      errors: expect.stringContaining('is damaged'),
    });
    expect(readFileSync(history, 'utf8')).toMatch(/^no database/);
    expect(readdirSync(userData()).filter((name) => /damaged|newer/.test(name))).toEqual([]);
  });

  test('ends without a word when its reader has enough', async () => {
    const command = startCommand('import.ts', [writeFile(mixed), '--user-data', userData()]);
    command.stopReading();
    expect(await command.ended).toBe(0);
    expect(command.errors()).toBe('');
    expect(stored()).toHaveLength(2);
  });

  test('shows its arguments', async () => {
    const { code, lines } = await run('--help');
    expect(code).toBe(0);
    expect(lines[0]).toBe('Usage: npm run -s import -- <file> [options]');
  });
});

describe('beside the app', () => {
  let webhook: Webhook;
  const noted: number[] = [];
  beforeEach(async () => {
    noted.length = 0;
    webhook = await startWebhook({ folder: folder.path, importFile: (file) => takeAway().importFile(file) });
  });
  afterEach(() => webhook.stop());

  const takeAway = () =>
    createTakeAway({
      getRequest: () => Promise.resolve(null),
      getToken: () => token,
      getPort: () => webhook.port,
      writeClipboard: () => {},
      exportRequests: () => Promise.resolve({ ok: true }),
      chooseImport: () => Promise.resolve(null),
      runTask,
      works: createHistoryWorks(() => false),
      history: webhook.writer,
      noteRequests: (ids) => noted.push(...ids),
    });
  const appFolder = (): string => dirname(webhook.file);
  const startRunning = (port = webhook.port, key = webhook.ownSends.key): void =>
    writeRunningFile(appFolder(), { url: `http://127.0.0.1:${port}/hook/${token}`, key });
  const importHere = (...args: string[]) => run(writeFile(mixed), '--user-data', appFolder(), ...args);

  test('has it import the file, so that the window is told', async () => {
    startRunning();
    const expected = '{"imported":2,"skipped":[{"index":1,"reason":"no_method"},{"index":2,"reason":"no_request"}]}';
    expect(await importHere('--json')).toEqual({ code: 0, lines: [expected], errors: '' });
    expect(noted).toHaveLength(2);
    expect(stored(appFolder()).map(({ id }) => id)).toEqual(noted);
    expect((await importHere()).lines).toHaveLength(3);
    // A request that hands over a file is none to the webhook.
    expect(webhook.turnedAway).toEqual([]);
    expect(stored(appFolder()).map(({ origin }) => origin)).toEqual(Array.from({ length: 4 }, () => 'imported'));
  });

  test('tells what it says of a file that cannot be used', async () => {
    startRunning();
    expect(await run(fileOf('none.har'), '--user-data', appFolder())).toEqual({
      code: 1,
      lines: [],
      errors: `There is no file ${fileOf('none.har')}.\n`,
    });
    webhook.database.exec('PRAGMA query_only = ON');
    expect(await importHere()).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^The requests could not be stored/),
    });
  });

  test('imports by itself where nothing listens any more, and several at once lose nothing', async () => {
    const { port } = webhook;
    startRunning(await unusedPort());
    const codes = await Promise.all([importHere(), importHere(), webhook.post('{}'), importHere('--json')]);
    expect(codes.map((result) => ('code' in result ? result.code : result.status))).toEqual([0, 0, 422, 0]);
    expect(stored(appFolder())).toHaveLength(7);
    expect(port).toBe(webhook.port);
  });

  test('takes files from no one else', async () => {
    const ask = (headers: Record<string, string>, path = `/hook/${token}/import`, method = 'POST') =>
      webhook.send({ method, path, headers, body: JSON.stringify({ file: writeFile(mixed) }) });
    const key = { 'x-dialpop-sending': webhook.ownSends.key };
    const unknown = await webhook.send({ path: '/anything' });
    for (const answer of [
      await ask({}),
      await ask({ 'x-dialpop-sending': 'e'.repeat(32) }),
      await ask({ 'x-dialpop-sending': webhook.ownSends.announce({ origin: 'composed', sourceId: null }) }),
      await ask(key, `/hook/${'e'.repeat(32)}/import`),
      await ask(key, `/hook/${token}/import/`),
      await ask(key, `/hook/${token}/import`, 'PUT'),
    ]) {
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 404, body: unknown.body });
    }
    const relative = await webhook.send({ path: `/hook/${token}/import`, headers: key, body: '{"file":"given.har"}' });
    expect(relative.status).toBe(400);
    expect(noted).toEqual([]);
    startRunning(webhook.port, 'e'.repeat(32));
    expect(await importHere()).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^The running DialPop accepts no files/),
    });
  });
});

/** A port on which nothing listens. */
async function unusedPort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 1;
}
