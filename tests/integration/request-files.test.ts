/** Requests written to files and read back: HAR 1.2 and JSON Lines. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TaskOutcome } from '../../electron/data/data-task.ts';
import { createHistoryWorks } from '../../electron/data/history-works.ts';
import type { ImportedRequest } from '../../electron/history/request-writer.ts';
import { createTakeAway } from '../../electron/take-away/take-away-service.ts';
import type { ExportedRequests, RequestFileFormat } from '../../shared/ipc/take-away.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { leftovers, runTask, runWhole } from '../support/data-fixture.ts';
import { harEntry, harOf } from '../support/har-files.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const origin = 'http://127.0.0.1:7788';
const json = { 'content-type': 'application/json' };
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
let webhook: Webhook;
let folder: string;

beforeEach(async () => {
  webhook = await startWebhook();
  folder = join(webhook.file, '..', 'out');
  mkdirSync(folder);
});
afterEach(() => webhook.stop());

const everything: ExportedRequests = { kind: 'found', query: everyRequest };
const fileOf = (name: string): string => join(folder, name);

async function exportTo(format: RequestFileFormat, requests = everything, withToken = false): Promise<string> {
  const target = fileOf(`requests.${format}`);
  const argument = { historyFile: webhook.file, requests, format, withToken, token, origin, appVersion: '0.1.0' };
  await runWhole('exportRequests', { ...argument, target, partial: `${target}.partial` });
  return target;
}
const read = (file: string) => runTask('readRequestFile', { file, token });
const requestsOf = (outcome: TaskOutcome<{ requests: ImportedRequest[] }>): ImportedRequest[] => {
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.result.requests;
};

/** Requests of every kind, with their traces. Returns them oldest first. */
async function receiveSome(): Promise<RequestDetail[]> {
  const event = { ...sample('outgoing-started').fields, custom: { url: `https://crm.example/${token}` } };
  await webhook.post(event);
  await webhook.post(event);
  await webhook.post('{"broken', json);
  await webhook.send({
    headers: { 'content-type': 'application/octet-stream', 'x-odd': 'caf\u00E9' },
    body: Buffer.from(everyByte),
  });
  await webhook.send({ method: 'GET', path: `/hook/${token}?a=b'c"{}|%27&token=${token}&d=%zz` });
  await webhook.post(`{"to":"${token.toUpperCase()}","name":"नाम\u202E"}`);
  await webhook.send({ method: 'PUT', headers: { 'x-token': token } });
  await vi.waitFor(() => expect(new Set(webhook.traced).size).toBe(7));
  return readAll();
}
function readAll(): RequestDetail[] {
  const { items } = webhook.history.findRequests({ query: everyRequest, before: null, limit: 200 });
  return items
    .map(({ id }) => webhook.history.getRequest(id))
    .filter((one) => one !== null)
    .toReversed();
}

describe.each(['har', 'jsonl'] as const)('%s', (format) => {
  test('gives back each request to the byte, as imported and without an event', async () => {
    const received = await receiveSome();
    const file = await exportTo(format, everything, true);
    const found = requestsOf(await read(file));
    const ids = webhook.history.importRequests(found);
    expect(ids).toHaveLength(received.length);
    for (const [index, original] of received.entries()) {
      const imported = webhook.history.getRequest(ids[index] ?? 0);
      expect(imported).toMatchObject({
        receivedAt: original.receivedAt,
        method: original.method,
        path: '/hook/{token}',
        query: original.query,
        contentType: original.contentType,
        bodyBase64: original.bodyBase64,
        answerStatus: original.answerStatus,
        trace: {
          headers: original.trace?.headers,
          times: original.trace?.times,
          answer: { status: original.answerStatus, body: original.trace?.answer.body },
        },
        outcome: 'imported',
        origin: 'imported',
        event: null,
        callId: null,
      });
    }
    // Nothing was taken for TeleCMI's.
    expect(webhook.history.countCalls()).toBe(1);
    expect(webhook.history.listEvents(10).map(({ deliveries }) => deliveries)).toEqual([2]);
    // A file of what was in a file is the same again.
    const again = requestsOf(await read(await exportTo(format, { kind: 'some', ids }, true)));
    expect(again).toEqual(found);
  });

  test('holds the token nowhere unless asked for', async () => {
    await receiveSome();
    const hidden = readFileSync(await exportTo(format), 'utf8');
    expect(hidden.toLowerCase()).not.toContain(token);
    expect(decodedBodies(hidden)).not.toContain(token);
    expect(hidden).toContain('{token}');
    const shown = readFileSync(await exportTo(format, everything, true), 'utf8');
    expect(shown).toContain(`/hook/${token}`);
  });

  test('holds the chosen requests and no others, oldest first, for its owner only', async () => {
    const received = await receiveSome();
    const ids = [received[3], received[0]].map((request) => request?.id ?? 0);
    const file = await exportTo(format, { kind: 'some', ids }, true);
    expect(requestsOf(await read(file)).map(({ request }) => request.body.byteLength)).toEqual([
      received[0]?.bodyBytes,
      256,
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(leftovers(folder)).toEqual([]);
  });

  test('leaves nothing behind when it is cancelled', async () => {
    await receiveSome();
    const target = fileOf('cancelled');
    const argument = {
      historyFile: webhook.file,
      requests: everything,
      format,
      withToken: false,
      token,
      origin,
      appVersion: '1',
    };
    const outcome = await runTask(
      'exportRequests',
      { ...argument, target, partial: `${target}.partial` },
      { signal: AbortSignal.abort() },
    );
    expect(outcome).toEqual({ status: 'cancelled' });
    expect(leftovers(folder)).toEqual([]);
  });
});

/** Every body in a file that is given in base64. */
const decodedBodies = (text: string): string =>
  [...text.matchAll(/"([A-Za-z0-9+/]{40,}={0,2})"/g)]
    .map(([, base64 = '']) => Buffer.from(base64, 'base64').toString('latin1'))
    .join('\n')
    .toLowerCase();

test('a HAR is one by its schema, with times and answers', async () => {
  const received = await receiveSome();
  const require = createRequire(import.meta.url);
  const ajv = new Ajv({ strict: false });
  // It is from a time before ajv's own.
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  addFormats['default'](ajv);
  const schemas: Record<string, object> = require('har-schema');
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const isHar = ajv.compile({ $ref: 'har.json#' });
  for (const withToken of [false, true]) {
    const har: unknown = JSON.parse(readFileSync(await exportTo('har', everything, withToken), 'utf8'));
    expect(isHar(har), JSON.stringify(isHar.errors)).toBe(true);
    expect(har).toMatchObject({ log: { version: '1.2', creator: { name: 'DialPop' } } });
  }
  const { log } = JSON.parse(readFileSync(fileOf('requests.har'), 'utf8'));
  expect(log.entries).toHaveLength(received.length);
  const [accepted] = log.entries;
  expect(accepted.time).toBeGreaterThan(0);
  expect(accepted.time).toBe(accepted.timings.send + accepted.timings.wait + accepted.timings.receive);
  expect(accepted).toMatchObject({
    request: { method: 'POST', url: `${origin}/hook/${token}`, httpVersion: 'HTTP/1.1' },
    response: { status: 200, statusText: 'OK', content: { text: '{"status":"accepted"}' } },
    _dialpop: { outcome: 'accepted', origin: 'received', refusal: null },
  });
  expect(log.entries[2]).toMatchObject({
    response: { status: 400 },
    _dialpop: { outcome: 'refused', refusal: 'malformed' },
  });
});

describe('importing', () => {
  const takeAway = (history: Parameters<typeof createTakeAway>[0]['history']) =>
    createTakeAway({
      getRequest: (id) => Promise.resolve(webhook.history.getRequest(id)),
      getToken: () => token,
      getPort: () => webhook.port,
      writeClipboard: () => {},
      exportRequests: () => Promise.resolve({ ok: true }),
      chooseImport: () => Promise.resolve(fileOf('given.har')),
      runTask,
      works: createHistoryWorks(() => false),
      history,
      noteRequests: () => {},
    });
  const stored = {
    importRequests: (requests: readonly ImportedRequest[]) => Promise.resolve(webhook.history.importRequests(requests)),
    deleteImportedRequests: (ids: readonly number[]) => Promise.resolve(webhook.history.deleteImportedRequests(ids)),
  };

  test('can be taken back, and takes nothing else with it', async () => {
    await webhook.post(sample('outgoing-started').fields);
    writeFileSync(fileOf('given.har'), harOf(...Array.from({ length: 450 }, () => harEntry())));
    const service = takeAway(stored);
    expect(await service.importRequests()).toEqual({
      ok: true,
      imported: { file: 'given.har', format: 'har', imported: 450, partial: 0, skipped: [] },
    });
    expect(webhook.history.lastRequestAt()).toBeGreaterThan(Date.now() - 60_000);
    expect(await service.removeLastImport()).toBe(450);
    expect(readAll().map(({ origin: made }) => made)).toEqual(['received']);
  });

  test('that fails in the middle leaves nothing', async () => {
    writeFileSync(fileOf('given.har'), harOf(...Array.from({ length: 450 }, () => harEntry())));
    let batches = 0;
    const service = takeAway({
      ...stored,
      importRequests: (requests) => {
        batches += 1;
        return batches === 3 ? Promise.reject(new Error('disk full')) : stored.importRequests(requests);
      },
    });
    expect(await service.importRequests()).toEqual({ ok: false, message: expect.stringContaining('disk full') });
    expect(readAll()).toEqual([]);
  });

  /** A disk that takes two steps of an import, then nothing until there is room again. */
  function fullAfterTwoSteps() {
    let steps = 0;
    let isFull = false;
    const whileThereIsRoom = <Result>(work: () => Promise<Result>): Promise<Result> =>
      isFull ? Promise.reject(new Error('second failure')) : work();
    return {
      importRequests(requests: readonly ImportedRequest[]): Promise<number[]> {
        steps += 1;
        isFull = steps > 2;
        return isFull ? Promise.reject(new Error('first failure')) : stored.importRequests(requests);
      },
      deleteImportedRequests: (ids: readonly number[]) => whileThereIsRoom(() => stored.deleteImportedRequests(ids)),
      free(): void {
        isFull = false;
      },
    };
  }

  test('that cannot even be taken back tells the first reason, and can be removed later', async () => {
    writeFileSync(fileOf('given.har'), harOf(...Array.from({ length: 450 }, () => harEntry())));
    const disk = fullAfterTwoSteps();
    const service = takeAway(disk);
    expect(await service.importRequests()).toEqual({
      ok: false,
      message: 'Only 400 requests could be stored, and they could not be removed again: first failure',
      left: 400,
    });
    await expect(service.removeLastImport()).rejects.toThrow('second failure');
    disk.free();
    expect(await service.removeLastImport()).toBe(400);
    expect(readAll()).toEqual([]);
  });

  test('is not taken back from another history, in which its ids are other requests', async () => {
    writeFileSync(fileOf('given.har'), harOf(harEntry(), harEntry()));
    const service = takeAway(stored);
    expect(await service.importRequests()).toMatchObject({ ok: true });
    service.forgetLastImport();
    expect(await service.removeLastImport()).toBe(0);
    expect(readAll()).toHaveLength(2);
  });

  test('under way while another history takes the place touches nothing of that one', async () => {
    writeFileSync(fileOf('given.har'), harOf(...Array.from({ length: 450 }, () => harEntry())));
    let steps = 0;
    const removed: number[] = [];
    const service = takeAway({
      importRequests(requests) {
        steps += 1;
        if (steps === 2) service.forgetLastImport();
        return steps === 3 ? Promise.reject(new Error('disk full')) : stored.importRequests(requests);
      },
      deleteImportedRequests: async (ids) => {
        removed.push(...ids);
        return ids.length;
      },
    });
    expect(await service.importRequests()).toMatchObject({ ok: false });
    expect(await service.removeLastImport()).toBe(0);
    expect(removed).toEqual([]);
  });

  test('never removes what came by itself', async () => {
    await webhook.post(sample('outgoing-started').fields);
    expect(webhook.history.deleteImportedRequests(readAll().map(({ id }) => id))).toBe(0);
    expect(readAll()).toHaveLength(1);
  });
});
