import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryStore } from '../../electron/history/history-store.ts';
import type { LinkTemplate } from '../../shared/call-links.ts';
import type { PopupOutcome } from '../../shared/calls.ts';
import type { Locale } from '../../shared/i18n/translate.ts';
import type { JsonObject } from '../../shared/json.ts';
import { openHistory, sample } from '../support/webhook-fixture.ts';
import { recordEventWithTrace, writeTrials } from './write-requests.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

interface Story {
  minutesAgo: number;
  to: string;
  agent: string;
  fields: JsonObject;
  custom: string;
  /** How far the call got. */
  until: 'ringing' | 'answered' | 'ended' | 'missed';
  popup: PopupOutcome;
  deliveries?: number;
  note?: string;
  isPinned?: boolean;
}

const shown = (shownAfterMs: number): PopupOutcome => ({ status: 'shown', reason: null, shownAfterMs });
const notMine: PopupOutcome = { status: 'skipped', reason: 'not_my_call' };
const paused: PopupOutcome = { status: 'skipped', reason: 'paused' };

/** A working day as an agent sees it, and what came before; the newest last. */
const stories: Story[] = [
  ...Array.from({ length: 40 }, (_, index): Story => {
    const minutesAgo = 52 * 60 - index * 46;
    return {
      minutesAgo,
      to: ['442079460018', '919000000003', '12025550143', '61291920000', '4930901820'][index % 5] ?? '',
      agent: index % 4 === 1 ? '203' : '202',
      fields: { ticket: 4600 + index, plan: ['Gold', 'Silver', 'Trial'][index % 3] ?? '' },
      custom: 'none',
      until: index % 6 === 5 ? 'missed' : 'ended',
      popup: index % 4 === 1 ? notMine : shown(31 + ((index * 7) % 40)),
    };
  }),
  {
    minutesAgo: 1274,
    to: '442000000001',
    agent: '202',
    fields: { ticket: 4690, topic: 'follow-up' },
    custom: 'none',
    until: 'ended',
    popup: shown(44),
  },
  {
    minutesAgo: 262,
    to: '442000000042',
    agent: '202',
    fields: { ticket: 4690, topic: 'follow-up' },
    custom: '{"crm":"true"}',
    until: 'ended',
    popup: shown(36),
  },
  {
    minutesAgo: 118,
    to: '914471000000',
    agent: '202',
    fields: {},
    custom: 'call back after lunch',
    until: 'missed',
    popup: paused,
  },
  {
    minutesAgo: 74,
    to: '14155550123',
    agent: '203',
    fields: {},
    custom: 'false',
    until: 'ended',
    popup: notMine,
  },
  {
    minutesAgo: 31,
    to: '447946000018',
    agent: '202',
    fields: { topic: 'Renewal', plan: 'Gold', seats: 25, record: 'https://crm.example/contacts/8790' },
    custom: 'none',
    until: 'ended',
    popup: shown(41),
    deliveries: 2,
    note: 'Wants the offer in writing before Friday',
    isPinned: true,
  },
  {
    minutesAgo: 12,
    to: '919000000003',
    agent: '202',
    fields: { callCode: 'CODE1', ticket: 4709 },
    custom: '{"crm":"true"}',
    until: 'ended',
    popup: { status: 'failed', reason: 'No notification service is running' },
  },
  {
    minutesAgo: 0.5,
    to: '442000000001',
    agent: '202',
    fields: {
      ticket: 4711,
      plan: 'Gold',
      record: 'https://crm.example/contacts/8812',
      mail: 'desk@customer.example',
      order: { number: 'A-2041', items: 3, paid: true },
    },
    custom: '{"crm":"true"}',
    until: 'answered',
    popup: shown(38),
  },
];

const callLinks: LinkTemplate[] = [
  {
    id: 'crm',
    name: 'CRM',
    template: 'https://crm.example/contact?phone={{to}}&ticket={{custom.ticket}}',
    condition: { kind: 'always' },
  },
  {
    id: 'order',
    name: 'Order',
    template: 'https://shop.example/orders/{{custom.order.number}}',
    condition: { kind: 'field_exists', field: 'custom.order.number' },
  },
];

/** What is sent again and again while trying. */
const trialEvent: JsonObject = {
  ...sample('outgoing-started').fields,
  cmiuuid: 'trial',
  conversation_uuid: 'trial',
  to: '442079460018',
};

/**
 * Fills a user data folder before the app starts: settings in a language, and a history where one is wanted.
 *
 * @returns the id of the newest call; null where there is none
 */
export function writeUserData(folder: string, language: Locale, hasHistory: boolean): number | null {
  const token = '0123456789abcdef0123456789abcdef';
  const settings = { token, language, welcomeDone: true, agentIds: ['202'], links: callLinks };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  if (!hasHistory) return null;
  let newestId: number | null = null;
  const { history } = openHistory(join(folder, 'history.sqlite'));
  const now = Date.now();
  for (const [index, story] of stories.entries()) {
    if (index === stories.length - 2) writeTrials(history, trialEvent, now - 20 * minuteMs);
    newestId = writeCall(history, story, index, now) ?? newestId;
  }
  history.close();
  return newestId;
}

function writeCall(history: HistoryStore, story: Story, index: number, now: number): number | null {
  let callId: number | null = null;
  for (const { event, receivedAt } of eventsOf(story, index, now)) {
    const { eventId, call, status } = recordEventWithTrace(history, event, receivedAt);
    callId = call.id;
    if (status === 'duplicate') continue;
    const isFirst = event['leg'] === 'a' && event['status'] === 'started';
    const reason = event['status'] === 'started' ? 'same_call' : 'not_a_call_start';
    history.writePopupOutcome(eventId, isFirst ? story.popup : { status: 'skipped', reason });
  }
  if (callId === null) return null;
  if (story.minutesAgo > 15) history.markCallRead(callId);
  if (story.note !== undefined) history.setCallNote(callId, story.note);
  if (story.isPinned === true) history.setCallPinned(callId, true);
  return callId;
}

/** A call's messages as TeleCMI sends them, one after the other. */
function eventsOf(story: Story, index: number, now: number): { event: JsonObject; receivedAt: number }[] {
  const start = now - story.minutesAgo * minuteMs;
  const id = `5c1e0000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const common = {
    ...sample('outgoing-started').fields,
    user: `${story.agent}_2222223`,
    conversation_uuid: id,
    request_id: `request-${index}`,
    to: story.to,
    custom: story.custom,
    extra_params: story.fields,
  };
  const leg = (side: 'a' | 'b', status: string, afterMs: number) => ({
    event: { ...common, leg: side, cmiuuid: side === 'a' ? id : `b${id.slice(1)}`, status, time: start + afterMs },
    receivedAt: start + afterMs + 320 + ((index * 53) % 400),
  });
  const cdr = {
    event: {
      ...sample('outgoing-answered-cdr-leg-a').fields,
      cmiuuid: id,
      user: common.user,
      custom: story.custom,
      extra_params: story.fields,
      status: story.until === 'missed' ? 'missed' : 'answered',
      answeredsec: story.until === 'missed' ? 0 : 95 + index,
      time: start,
    },
    receivedAt: start + 130 * secondMs,
  };
  const all = [
    leg('a', 'started', 0),
    ...Array.from({ length: (story.deliveries ?? 1) - 1 }, () => leg('a', 'started', 0)),
    leg('a', 'answered', 3100),
    leg('b', 'started', 5700),
    ...(story.until === 'missed' ? [] : [leg('b', 'answered', 14_200)]),
    cdr,
  ];
  const counts = { ringing: 3, answered: 4, ended: all.length, missed: all.length };
  return all.slice(0, counts[story.until] + (story.deliveries ?? 1) - 1);
}
