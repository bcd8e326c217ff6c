import { isDeepStrictEqual } from 'node:util';
import { csvLines } from '../../electron/data/csv.ts';
import { jsonLine } from '../../electron/data/json-lines.ts';
import { deriveCall } from '../../electron/history/derive-call.ts';
import { trayMenu, trayTooltip } from '../../electron/tray/tray-menu.ts';
import { linkOfCall } from '../../shared/call-links-of-call.ts';
import type { CallDetail } from '../../shared/calls.ts';
import { formatNotification } from '../../shared/format-notification.ts';
import type { FuzzServer } from './server-process.ts';

/** Whatever is stored can be shown: each reader that the window, the popups, the tray and the exports use, for each call. */
export function checkCalls(server: FuzzServer, callIds: readonly number[]): string[] {
  return callIds.flatMap((id) => {
    try {
      return checkCall(server, id);
    } catch (error) {
      return [`call ${id} cannot be read: ${error instanceof Error ? error.stack : String(error)}`];
    }
  });
}

function checkCall({ reader }: FuzzServer, id: number): string[] {
  const call = reader.getCall(id);
  if (call === null) return [`call ${id} is gone`];
  reader.listEarlierCalls(id, 10);
  return [
    ...checkDerived(call),
    ...checkExports(call),
    ...checkTexts(call),
    ...checkFound(reader, call),
    ...checkLink(call),
  ];
}

/** The call's row says what its events say together. */
function checkDerived(call: CallDetail): string[] {
  const { isOutgoing: _listed, ...derived } = deriveCall(call.events);
  const stored = Object.fromEntries(Object.keys(derived).map((name) => [name, call[name as keyof typeof derived]]));
  return isDeepStrictEqual(stored, derived)
    ? []
    : [`a call's row says ${JSON.stringify(stored)}, its events ${JSON.stringify(derived)}`];
}

function checkExports(call: CallDetail): string[] {
  const line: { events?: unknown[] } = JSON.parse(jsonLine(call));
  const names = [...new Set(call.customFields.map(({ name }) => name))];
  const cells = csvLines([call], names, true);
  return [
    ...(line.events?.length === call.events.length ? [] : ['a line of JSON lacks events']),
    ...(cells.endsWith('\r\n') ? [] : ['a line of CSV does not end']),
  ];
}

/** What makes a text look like another one; a popup's lines are the only layout there is. */
const deceiving = /[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F]/u;

function checkTexts(call: CallDetail): string[] {
  const chosen = call.customFields.map(({ name }) => name);
  const popups = [formatNotification(call), formatNotification(call, chosen)];
  const status = { listener: { state: 'listening' as const, port: 1, url: '' }, pausedUntil: null, unread: 1 };
  const well = { history: { status: 'open' as const }, tunnel: { state: 'none' as const }, answerControl: null };
  const tray = { status: { ...status, ...well }, recentCalls: [call] };
  const labels = trayMenu(tray).flatMap((item) => ('label' in item ? [item.label] : []));
  const texts = [...popups.flatMap(({ title, body }) => [title, ...body.split('\n')]), ...labels, trayTooltip(tray)];
  return texts.filter((text) => deceiving.test(text)).map((text) => `shown as ${JSON.stringify(text)}`);
}

/** A call is found by its id, before and after it was indexed. */
function checkFound(reader: FuzzServer['reader'], { id, conversationUuid, events }: CallDetail): string[] {
  const [found] = reader.pickCalls({ query: { text: conversationUuid.slice(0, 200), filters: [] }, ids: [id] });
  const isOutgoing = events.some(({ kind }) => kind === 'outgoing_started');
  const isPlain = /^[a-z0-9]{8,}(-[a-z0-9]+)*$/.test(conversationUuid);
  const isNamed = events.some(({ fields }) => Object.values(fields).includes(conversationUuid));
  return isOutgoing && isPlain && isNamed && found === undefined ? [`not found by ${conversationUuid}`] : [];
}

function checkLink(call: CallDetail): string[] {
  const template = 'https://crm.example/call?to={{to}}&crm={{custom.crm}}&agent={{agent}}';
  const link = linkOfCall(call, { id: 'crm', name: 'CRM', template, condition: { kind: 'always' } }, []);
  return link.status !== 'ready' || new URL(link.url).host === 'crm.example' ? [] : [`leads to ${link.url}`];
}
