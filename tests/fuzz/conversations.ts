import fc from 'fast-check';
import type { CallDetail } from '../../shared/calls.ts';
import type { JsonObject } from '../../shared/json.ts';
import { toBytes } from './fuzz-request.ts';
import { emptyRequest, toFuzzRequest, webhookPath } from './generate/encodings.ts';
import { runRequests } from './run-requests.ts';
import type { FuzzServer } from './server-process.ts';

const numberCalled = fc.integer({ min: 442_000_000_000, max: 442_999_999_999 }).map(String);
const agent = fc.integer({ min: 100, max: 999 }).map((extension) => `${extension}_2222223`);

/** The whole of a click2call's messages, of both legs, as TeleCMI sends them; names are made fit to tell conversations apart. */
const conversation: fc.Arbitrary<JsonObject[]> = fc
  .record({
    to: numberCalled,
    user: agent,
    isAgentsPhone: fc.boolean(),
    crm: fc.string({ maxLength: 8 }),
    ticket: fc.nat(9999),
    hasCustom: fc.boolean(),
    time: fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }),
  })
  .map(({ to, user, isAgentsPhone, crm, ticket, hasCustom, time }) => {
    const common = { user, callerid: '442000000000', app_id: 2_223_343, direction: 'outbound', request_id: 'request' };
    const custom = hasCustom ? JSON.stringify({ crm }) : 'none';
    const told = { custom, extra_params: JSON.stringify({ ticket }) };
    const a = { ...common, ...told, leg: 'a', cmiuuid: 'leg-a', to: isAgentsPhone ? '202' : to, time };
    const b = { ...common, ...told, leg: 'b', cmiuuid: 'leg-b', to, time: time + 5000 };
    const live = (leg: typeof a, status: string, call_id: string) => ({
      ...leg,
      status,
      type: 'event',
      call_id,
      conversation_uuid: 'leg-a',
    });
    // CDRs leave the conversation out, and have a call id of their own.
    const record = (leg: typeof a, answeredsec: number) => ({
      ...leg,
      custom: 'false',
      status: 'answered',
      type: 'cdr',
      call_id: 'record',
      answeredsec,
    });
    return [
      live(a, 'started', 'live-a'),
      live(a, 'answered', 'live-a'),
      live(b, 'started', 'live-b'),
      live(b, 'answered', 'live-b'),
      live(b, 'hangup', 'live-b'),
      live(a, 'hangup', 'live-a'),
      record(a, 20),
      record(b, 15),
    ];
  });

/**
 * Two orders in which the same messages of one conversation arrive: some never, some again, however
 * they overtake each other.
 */
export const twoOrders: fc.Arbitrary<JsonObject[][]> = conversation.chain((messages) =>
  fc
    .subarray(messages, { minLength: 1 })
    .chain((arrived) => fc.subarray(arrived).map((again) => [...arrived, ...again]))
    .chain((delivered) => {
      const anyOrder = fc.shuffledSubarray(delivered, { minLength: delivered.length });
      return fc.tuple(anyOrder, anyOrder).map((orders) => [...orders]);
    }),
);

let conversations = 0;

/** Delivers the same messages in several orders, each as a conversation of its own; all must become the same calls. */
export async function runOrders(server: FuzzServer, orders: readonly JsonObject[][]): Promise<string[]> {
  const failures: string[] = [];
  const states: string[] = [];
  for (const order of orders) {
    conversations += 1;
    const tag = `~${process.pid}-${conversations}~`;
    const firstId = Number(server.database.prepare('SELECT max(id) AS id FROM calls').get()?.['id'] ?? 0);
    failures.push(
      ...(await runRequests(
        server,
        order.map((message) => toRequest(tagIds(message, tag))),
        1,
      )),
    );
    states.push(readState(server, firstId).replaceAll(tag, ''));
  }
  const [first] = states;
  const other = states.find((state) => state !== first);
  return other === undefined ? failures : [...failures, `in one order ${first}, in another ${other}`];
}

function toRequest(message: JsonObject) {
  const framed = { ...emptyRequest, contentType: 'application/json', body: toBytes(JSON.stringify(message)) };
  return toFuzzRequest('valid', framed, { path: webhookPath, headers: [], chunks: null });
}

const idNames = ['cmiuuid', 'conversation_uuid', 'call_id', 'request_id'];

const tagIds = (message: JsonObject, tag: string): JsonObject =>
  Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, idNames.includes(name) ? `${value}${tag}` : value]),
  );

/** The calls made since, without what the moment and the place of arrival decide. */
function readState({ database, reader }: FuzzServer, afterId: number): string {
  const rows: { id: number }[] = database.prepare('SELECT id FROM calls WHERE id > ?').all(afterId);
  const calls = rows.map(({ id }) => reader.getCall(id)).filter((call) => call !== null);
  return JSON.stringify(calls.map(toState).toSorted());
}

function toState({ id: _id, receivedAt: _at, found: _found, events, ...call }: CallDetail): string {
  const told = events.map(({ id: _event, receivedAt: _arrived, requests, ...event }) => ({
    ...event,
    outcomes: requests.map(({ outcome }) => outcome),
  }));
  return JSON.stringify({ ...call, events: told.map((event) => JSON.stringify(event)).toSorted() });
}
