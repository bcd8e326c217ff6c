import type { JsonObject } from '../../shared/json.ts';
import { checkHistory } from './check-history.ts';
import { runOrders, twoOrders } from './conversations.ts';
import { makeSmaller, makeValues } from './find-failure.ts';
import { fuzzRequest } from './generate/fuzz-requests.ts';
import type { Regression } from './regressions.ts';
import { runRequests } from './run-requests.ts';
import { createServerProcess, type FuzzServer, type ServerProcess } from './server-process.ts';

/** So many requests are made, sent and checked together. */
const requestsInBatch = 200;
/** Listeners beside each other, so that both serving and checking always have something to do. */
const lanes = 2;
/** A history begins anew after so many: its calls are read again whenever they grow. */
const batchesInHistory = 50;
const senders = 16;
/** One batch in so many is of conversations, each delivered in two orders; odd, so that every lane has its turn. */
const ordersEvery = 11;
const ordersInBatch = 12;

export interface FuzzOptions {
  requests: number;
  /** Decides everything that is sent, together with the number of the batch. */
  seed: number;
  /** The only batch to run, as a failure names it; null for all. */
  onlyBatch: number | null;
  onProgress: (sent: number) => void;
  /** Told of a failure the moment it is seen, before it is made smaller. */
  onFound: (batch: number, failed: string) => void;
}

export interface FuzzFailure {
  batch: number;
  /** What does not hold. */
  failed: string;
  /** The smallest case found; null where there is none: the history as a whole is wrong, or it did not fail again. */
  regression: Regression | null;
}

export interface FuzzResult {
  sent: number;
  failures: FuzzFailure[];
}

/** Sends so many requests of every kind to real listeners and checks what must hold of each. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const result: FuzzResult = { sent: 0, failures: [] };
  const count = options.onlyBatch === null ? lanes : 1;
  await Promise.all(Array.from({ length: count }, (_, lane) => runLane(options, lane, count, result)));
  return result;
}

/** Runs every `step`th batch on a listener of its own; while it checks one batch, other lanes' are under way. */
async function runLane(options: FuzzOptions, lane: number, step: number, result: FuzzResult): Promise<void> {
  const { requests, seed, onlyBatch, onProgress, onFound } = options;
  const servers = createServerProcess();
  try {
    let server = await servers.restart();
    let batchesInThis = 0;
    for (let batch = onlyBatch ?? lane; ; batch += step) {
      const { sent, failure } = await runBatch(servers, server, seed, batch, (failed) => onFound(batch, failed));
      result.sent += sent;
      batchesInThis += 1;
      if (failure !== null) result.failures.push(failure);
      onProgress(result.sent);
      const isLast = result.sent >= requests || onlyBatch !== null;
      const isFull = batchesInThis === batchesInHistory;
      if (failure === null && (isLast || isFull)) result.failures.push(...(await checkWhole(server, batch)));
      if (isLast) break;
      if (failure === null && !isFull) continue;
      // After a failure the listener has been started anew for every smaller case.
      server = await servers.restart();
      batchesInThis = 0;
    }
  } finally {
    await servers.stop();
  }
}

async function checkWhole(server: FuzzServer, batch: number): Promise<FuzzFailure[]> {
  const failed = await checkHistory(server);
  return failed.length === 0 ? [] : [{ batch, failed: failed.join('\n'), regression: null }];
}

type OnFound = (failed: string) => void;

interface BatchResult {
  sent: number;
  failure: FuzzFailure | null;
}

async function runBatch(
  servers: ServerProcess,
  server: FuzzServer,
  seed: number,
  batch: number,
  onFound: OnFound,
): Promise<BatchResult> {
  const isOfOrders = batch % ordersEvery === 0 && batch > 0;
  const run = isOfOrders ? runOrdersBatch : runRequestsBatch;
  const { sent, failure } = await run(servers, server, mixSeed(seed, batch), onFound);
  return { sent, failure: failure === null ? null : { batch, ...failure } };
}

/** Neighbouring seeds would begin alike. */
const mixSeed = (seed: number, index: number): number => Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b);

const seedsOf = (seed: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => mixSeed(seed, index));

/** Few enough to be sent one after the other, so that their order can be part of what fails. */
const sentInOrder = 8;

/** Each only once: a listener that died fails every request in the same words. */
const toText = (failures: readonly string[]): string | null =>
  failures.length === 0 ? null : [...new Set(failures)].join('\n');

/** First all at once, on the history as it has become; what fails is made smaller on an empty one each time. */
async function runRequestsBatch(servers: ServerProcess, server: FuzzServer, seed: number, onFound: OnFound) {
  const made = makeValues(fuzzRequest, seedsOf(seed, requestsInBatch));
  const requests = made.map(({ value }) => value);
  const sent = requests.length;
  const failed = toText(await runRequests(server, requests, senders));
  if (failed === null) return { sent, failure: null };
  onFound(failed);
  const smaller = await makeSmaller(fuzzRequest, made, async (some) =>
    toText(await runRequests(await servers.restart(), some, some.length > sentInOrder ? senders : 1)),
  );
  const { values, failed: failedAnew } = smaller ?? { values: requests, failed };
  const regression: Regression = { failed: failedAnew, what: { kind: 'requests', requests: values } };
  return { sent, failure: { failed: failedAnew, regression } };
}

async function runOrdersBatch(servers: ServerProcess, server: FuzzServer, seed: number, onFound: OnFound) {
  const made = makeValues(twoOrders, seedsOf(seed, ordersInBatch));
  const sent = made.flatMap(({ value }) => value.flat()).length;
  const tryOn = (on: FuzzServer) => async (conversations: readonly JsonObject[][][]) => {
    const failures: string[] = [];
    for (const orders of conversations) failures.push(...(await runOrders(on, orders)));
    return toText(failures);
  };
  const failed = await tryOn(server)(made.map(({ value }) => value));
  if (failed === null) return { sent, failure: null };
  onFound(failed);
  // Each conversation has ids of its own, so one new history is enough for all.
  const smaller = await makeSmaller(twoOrders, made, tryOn(await servers.restart()));
  if (smaller === null) return { sent, failure: { failed, regression: null } };
  const what = { kind: 'orders' as const, orders: smaller.values[0] ?? [] };
  return { sent, failure: { failed: smaller.failed, regression: { failed: smaller.failed, what } } };
}
