import fc from 'fast-check';
import { checkHistory } from './check-history.ts';
import { runOrders, twoOrders } from './conversations.ts';
import { findFailure } from './find-failure.ts';
import { fuzzRequest } from './generate/fuzz-requests.ts';
import type { Regression } from './regressions.ts';
import { runRequests } from './run-requests.ts';
import { createServerProcess, type FuzzServer, type ServerProcess } from './server-process.ts';

/** At most so many requests are made, sent and checked together. */
const requestsInBatch = 400;
/** A history begins anew after so many: its calls are read again whenever they grow. */
const batchesInHistory = 40;
const senders = 16;
/** One batch in so many is of conversations, each delivered in two orders. */
const ordersEvery = 10;
const ordersInBatch = 16;

export interface FuzzOptions {
  requests: number;
  /** Decides everything that is sent, together with the number of the batch. */
  seed: number;
  /** The only batch to run, as a failure names it; null for all. */
  onlyBatch: number | null;
  onProgress: (sent: number) => void;
}

export interface FuzzFailure {
  batch: number;
  /** What does not hold. */
  failed: string;
  /** The smallest case found; null where the history as a whole was found wrong. */
  regression: Regression | null;
}

export interface FuzzResult {
  sent: number;
  failures: FuzzFailure[];
}

/** Sends so many requests of every kind to a real listener and checks what must hold of each. */
export async function runFuzz({ requests, seed, onlyBatch, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const servers = createServerProcess();
  const result: FuzzResult = { sent: 0, failures: [] };
  try {
    let server = await servers.restart();
    for (let batch = onlyBatch ?? 0; result.sent < requests; batch += 1) {
      const found = await runBatch(servers, server, seed, batch);
      result.sent += found.sent;
      if (found.failure !== null) result.failures.push(found.failure);
      onProgress(result.sent);
      const isLast = result.sent >= requests || onlyBatch !== null;
      const isFull = (batch + 1) % batchesInHistory === 0;
      if (found.failure === null && (isLast || isFull)) result.failures.push(...(await checkWhole(server, batch)));
      if (isLast) break;
      // After a failure the listener has been started anew for every smaller case.
      if (found.failure !== null || isFull) server = await servers.restart();
    }
  } finally {
    await servers.stop();
  }
  return result;
}

async function checkWhole(server: FuzzServer, batch: number): Promise<FuzzFailure[]> {
  const failed = await checkHistory(server);
  return failed.length === 0 ? [] : [{ batch, failed: failed.join('\n'), regression: null }];
}

interface BatchResult {
  sent: number;
  failure: FuzzFailure | null;
}

async function runBatch(servers: ServerProcess, server: FuzzServer, seed: number, batch: number): Promise<BatchResult> {
  const isOfOrders = batch % ordersEvery === ordersEvery - 1;
  const run = isOfOrders ? runOrdersBatch : runRequestsBatch;
  const { sent, regression } = await run(servers, server, mixSeed(seed, batch));
  return { sent, failure: regression === null ? null : { batch, failed: regression.failed, regression } };
}

/** Neighbouring seeds would begin alike. */
const mixSeed = (seed: number, batch: number): number => Math.imul(seed ^ Math.imul(batch + 1, 0x9e3779b1), 0x85ebca6b);

const batchOfRequests = fc.array(fuzzRequest, { minLength: 1, maxLength: requestsInBatch, size: 'max' });
const batchOfOrders = fc.array(twoOrders, { minLength: 1, maxLength: ordersInBatch, size: 'max' });

/** Few enough to be sent one after the other, so that their order can be part of what fails. */
const sentInOrder = 8;

/** First all at once, on the history as it has become; each smaller case on an empty one, at last one after the other. */
async function runRequestsBatch(servers: ServerProcess, server: FuzzServer, seed: number) {
  const { tried, smallest } = await findFailure(batchOfRequests, seed, async (requests, isFirst) => {
    const on = isFirst ? server : await servers.restart();
    return runRequests(on, requests, requests.length > sentInOrder ? senders : 1);
  });
  const regression: Regression | null =
    smallest === null ? null : { failed: smallest.failed, what: { kind: 'requests', requests: smallest.value } };
  return { sent: tried.length, regression };
}

async function runOrdersBatch(servers: ServerProcess, server: FuzzServer, seed: number) {
  // Each conversation has ids of its own, so smaller cases do not need an empty history.
  let on = server;
  const { tried, smallest } = await findFailure(batchOfOrders, seed, async (batch, isFirst) => {
    if (!isFirst && on === server) on = await servers.restart();
    const failures: string[] = [];
    for (const orders of batch) failures.push(...(await runOrders(on, orders)));
    return failures;
  });
  const regression: Regression | null =
    smallest === null ? null : { failed: smallest.failed, what: { kind: 'orders', orders: smallest.value[0] ?? [] } };
  return { sent: tried.flat(2).length, regression };
}
