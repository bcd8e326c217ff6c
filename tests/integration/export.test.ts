import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUpTo, exportTo, leftovers } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { sample } from '../support/samples.ts';

/** A disk of 64 KB can only be had where mounting is allowed. */
const canMount =
  process.platform === 'linux' && spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'x', '/mnt']).status === 0;

let history: TestHistory;
let target: string;
const at = Date.parse('2026-11-24T13:05:09.250Z');

beforeEach(() => {
  history = createTestHistory();
  mkdirSync(join(history.folder, 'out'));
  target = join(history.folder, 'out', 'calls.csv');
});
afterEach(() => history.remove());

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\r\n');

describe('CSV', () => {
  test('has a line for each call, newest first, with each custom field as a column', async () => {
    history.startCall({ to: '+442079460018', custom: '{"ticket":"4711"}', extra_params: '' }, at);
    history.startCall({ to: '919876543210', custom: '{"crm":"=1+1"}', extra_params: '' }, at + 1);
    expect(await exportTo(history.file, target)).toEqual({ status: 'done', result: { calls: 2 } });
    const [header, newer, older, end] = linesOf(target);
    expect(header?.endsWith(',note,custom.crm,custom.ticket')).toBe(true);
    expect(newer).toMatch(/^2026-11-24T13:05:09\.251Z,2026-11-2[45] \d\d:\d\d:09,919876543210,.*,'=1\+1,$/);
    expect(older).toMatch(/,\+442079460018,.*,,4711$/);
    expect(end).toBe('');
  });

  test('holds what the filter finds and nothing else', async () => {
    for (const agent of ['202_1', '203_1', '202_1']) history.startCall({ user: agent });
    const query = { text: '', filters: [{ kind: 'agent' as const, agent: '203' }] };
    expect(await exportTo(history.file, target, { query })).toEqual({ status: 'done', result: { calls: 1 } });
    expect(linesOf(target)).toHaveLength(3);
  });

  test('leaves deleted calls out', async () => {
    const id = history.startCall();
    history.history.deleteCalls([id]);
    expect(await exportTo(history.file, target)).toEqual({ status: 'done', result: { calls: 0 } });
  });

  test('gives 200 custom fields a column each, and the rest one together', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 203 }, (_, index) => [`f${String(index).padStart(3, '0')}`, 1]),
    );
    history.startCall({ custom: JSON.stringify(fields), extra_params: '' });
    await exportTo(history.file, target);
    const [header, line] = linesOf(target);
    expect(header?.match(/custom\./g)).toHaveLength(200);
    expect(header?.endsWith(',custom_others')).toBe(true);
    expect(line).toContain('"{""f200"":1,""f201"":1,""f202"":1}"');
  });

  test('is readable by its owner only', async () => {
    history.startCall();
    await exportTo(history.file, target);
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test('is of one moment, whatever arrives while it is written', async () => {
    for (let count = 0; count < 3000; count += 1) history.startCall();
    let arrived = 0;
    const arrive = () => {
      history.startCall();
      arrived += 1;
    };
    const arriving = setInterval(arrive, 1);
    const exporting = exportTo(history.file, target);
    arrive();
    const outcome = await exporting;
    clearInterval(arriving);
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
    expect(arrived).toBeGreaterThan(0);
    expect(outcome.result.calls).toBeGreaterThanOrEqual(3000);
    // The first pass counted and the second wrote: they saw the same calls.
    expect(linesOf(target)).toHaveLength(outcome.result.calls + 2);
  });
});

describe('JSON Lines', () => {
  test('holds everything known of a call, each line JSON by itself', async () => {
    const started = sample('outgoing-started').fields;
    const id = history.record(started, at).call.id;
    history.record({ ...started, status: 'answered' }, at + 10);
    history.record(started, at + 20);
    history.history.setCallNote(id, 'call back\ntomorrow');
    history.history.setCallPinned(id, true);
    expect(await exportTo(history.file, target, { format: 'jsonl' })).toMatchObject({ status: 'done' });
    const [line = '', end] = readFileSync(target, 'utf8').split('\n');
    expect(end).toBe('');
    expect(JSON.parse(line)).toMatchObject({
      received_at: '2026-11-24T13:05:09.250Z',
      conversation_uuid: started['conversation_uuid'],
      number: String(started['to']),
      number_e164: `+${started['to']}`,
      country: 'GB',
      note: 'call back\ntomorrow',
      pinned: true,
      events: [
        { kind: 'outgoing_started', deliveries: 2, fields: { call_id: started['call_id'] } },
        { kind: 'live_event', status: 'answered' },
      ],
    });
    const requests: { body: string }[] = JSON.parse(line).events[0].requests;
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([started, started]);
  });
});

describe('an export that does not come to its end', () => {
  test('leaves nothing behind when it is cancelled, and the file that was there before', async () => {
    history.startCall();
    writeFileSync(target, 'from last week');
    // Heard of when the file has been begun, however fast that is.
    const outcome = await exportTo(history.file, target, { signal: AbortSignal.abort() });
    expect(outcome).toEqual({ status: 'cancelled' });
    expect(readFileSync(target, 'utf8')).toBe('from last week');
    expect(readdirSync(join(history.folder, 'out'))).toEqual(['calls.csv']);
  });

  test('says that the folder is gone', async () => {
    const outcome = await exportTo(history.file, join(history.folder, 'gone', 'calls.csv'));
    expect(outcome).toMatchObject({ status: 'failed', code: 'ENOENT' });
  });

  test.skipIf(!canMount)('says that the disk is full, and leaves nothing on it', async () => {
    const disk = join(history.folder, 'out');
    for (let count = 0; count < 600; count += 1) history.startCall();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    try {
      expect(await exportTo(history.file, target)).toMatchObject({ status: 'failed', code: 'ENOSPC' });
      expect(await backUpTo(history.file, target)).toMatchObject({ status: 'failed', code: 'ENOSPC' });
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  test.skipIf(process.getuid?.() === 0)('says that it is not allowed', async () => {
    chmodSync(join(history.folder, 'out'), 0o500);
    expect(await exportTo(history.file, target)).toMatchObject({ status: 'failed', code: 'EACCES' });
    expect(leftovers(join(history.folder, 'out'))).toEqual([]);
  });
});
