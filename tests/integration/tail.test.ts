/** `npm run -s tail`, as it is run, beside a listener that takes requests. */
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startCommand } from '../support/terminal-command.ts';
import { sample, startWebhook, temporaryFolder, token, type Webhook } from '../support/webhook-fixture.ts';

let webhook: Webhook;
let userData: string;
const started: ReturnType<typeof startCommand>[] = [];
beforeEach(async () => {
  webhook = await startWebhook();
  userData = dirname(webhook.file);
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ token }));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((command) => command.end()));
  await webhook.stop();
});

function tail(...args: string[]) {
  const command = startCommand('tail.ts', ['--user-data', userData, ...args]);
  started.push(command);
  return command;
}
const event = (id: string) => ({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id });

test('prints the newest of the past, then each request once as it comes, and ends in order', async () => {
  for (const id of ['one', 'two', 'three']) await webhook.post(event(id));
  await vi.waitFor(() => expect(webhook.traced).toHaveLength(3));
  const command = tail('--limit', '2');
  expect(await command.waitForLines(2)).toHaveLength(2);
  await webhook.post(event('three'));
  await webhook.post(`{"to":"${token}","conversation_uuid":"\u001B[2J\u202E`);
  await webhook.send({ method: 'GET', path: `/hook/${token}?to=%1B&token=${token.toUpperCase()}&${'x'.repeat(400)}` });
  const lines = await command.waitForLines(5);
  expect(lines[1]).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} {2}200 accepted {3}POST \/hook\/\{token\} {2}400 bytes? {2}[\d.]+ ms {2}outgoing started {2}leg a {2}started {2}to \+44 20 0000 0001$/,
  );
  expect(lines[2]).toContain('200 duplicate');
  expect(lines[3]).toMatch(/400 refused .* malformed/);
  expect(lines[4]).toMatch(/422 refused {4}GET {2}\/hook\/\{token\}\?to=%1B&token=\{token\}&x+…/);
  expect(lines.join('\n').toLowerCase()).not.toContain(token);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  expect(lines.join('\n')).not.toMatch(/[\u0000-\u0009\u001B\u202E]/);
  expect(await command.end()).toBe(0);
  expect(command.errors()).toBe('');
});

test('reads numbers as the app does, by the home country of its settings', async () => {
  const toLandline = { ...event('one'), to: '04066001234', callerid: '' };
  await webhook.post(toLandline);
  await vi.waitFor(() => expect(webhook.traced).toHaveLength(1));
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ token, homeCountry: 'IN' }));
  const [line] = await tail().waitForLines(1);
  expect(line).toMatch(/ {2}to \+91 40 6600 1234$/);
});

test('prints as JSON, in which nothing orders a terminal', async () => {
  await webhook.post('{}');
  await vi.waitFor(() => expect(webhook.traced).toHaveLength(1));
  const command = tail('--json');
  const [first] = await command.waitForLines(1);
  await webhook.post(`["${token}\u0007"]`);
  const [, second] = await command.waitForLines(2);
  expect(JSON.parse(first ?? '')).toMatchObject({
    outcome: 'refused',
    body: '{}',
    path: '/hook/{token}',
    answer: { status: 422 },
  });
  expect(JSON.parse(second ?? '')).toMatchObject({ body: '["{token}\u0007"]' });
  expect(second).not.toContain('\u0007');
});

test('prints what a filter finds, and nothing else', async () => {
  await webhook.post(event('one'));
  await webhook.post('{}');
  await vi.waitFor(() => expect(webhook.traced).toHaveLength(2));
  const command = tail('--filter', 'outcome:refused header.x-mark:yes');
  await webhook.post('{}', { 'x-mark': 'yes' });
  await webhook.post(event('two'), { 'x-mark': 'yes' });
  await webhook.post('[]', { 'x-mark': 'yes' });
  const lines = await command.waitForLines(2);
  expect(lines.map((line) => line.slice(14, 25))).toEqual(['422 refused', '422 refused']);
  await webhook.post(event('three'), { 'x-mark': 'yes' });
  await webhook.post('{', { 'x-mark': 'yes' });
  expect(await command.waitForLines(3)).toHaveLength(3);
});

test('waits for a history, and goes on when another file takes its place', async () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'history.sqlite');
  try {
    const command = startCommand('tail.ts', ['--user-data', folder.path]);
    started.push(command);
    await vi.waitFor(() => expect(command.errors()).toContain('There is no history yet'));
    const place = (): void => {
      webhook.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      copyFileSync(webhook.file, `${file}.new`);
      renameSync(`${file}.new`, file);
    };
    await webhook.post(event('one'));
    await webhook.post(event('two'));
    await vi.waitFor(() => expect(webhook.traced).toHaveLength(2));
    place();
    await command.waitForLines(2);
    // The same requests under other numbers, and one more.
    webhook.database.exec(`
      BEGIN; PRAGMA defer_foreign_keys = ON; UPDATE traces SET request_id = request_id + 5000;
      UPDATE inspected SET request_id = request_id + 5000; UPDATE requests SET id = id + 5000; COMMIT`);
    await webhook.post('{"new":"one"}');
    await vi.waitFor(() => expect(webhook.traced).toHaveLength(3));
    place();
    const lines = await command.waitForLines(3);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('422 refused');
  } finally {
    folder.remove();
  }
});

test('ends in order when nobody reads any more', async () => {
  await webhook.post(event('one'));
  const command = tail();
  await command.waitForLines(1);
  command.stopReading();
  await webhook.post(event('two'));
  expect(await command.ended).toBe(0);
  expect(command.errors()).toBe('');
});

test('says what it does not understand', async () => {
  const command = tail('--filter', 'outcome:lost');
  expect(await command.ended).toBe(1);
  expect(command.errors()).toBe(
    '--filter: "outcome:lost" cannot be understood (value unknown). It takes accepted, duplicate, refused, imported.\n',
  );
});
