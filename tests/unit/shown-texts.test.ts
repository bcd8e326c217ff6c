/** Every function that makes a text to be shown or spoken, with values that would make it look like another. */
import { describe, expect, test } from 'vitest';
import { toTailLine } from '../../electron/cli/tail/tail-line.ts';
import { csvLines, defuseFormula } from '../../electron/data/csv.ts';
import { describeFailure } from '../../electron/data/describe-failure.ts';
import { describePopup as describeTestPopup } from '../../electron/test-call/popup-words.ts';
import { trayMenu, trayTooltip } from '../../electron/tray/tray-menu.ts';
import { describeEvent, describeStatus } from '../../renderer/format/call-status.ts';
import { agentExtension, describeNumber } from '../../renderer/format/caller.ts';
import { describeRequest, describeRequestLine, describeRequestMore } from '../../renderer/format/describe-request.ts';
import { spellJson, toShortText } from '../../renderer/format/json-text.ts';
import { describePopup } from '../../renderer/format/popup-outcome.ts';
import { describeReason } from '../../renderer/format/reason.ts';
import { excerptAround } from '../../renderer/views/calls/excerpt.ts';
import { describeFilter } from '../../renderer/views/calls/search/describe-filter.ts';
import { describeRequestFilter } from '../../renderer/views/requests/search/describe-request-filter.ts';
import type { CallSummary, EventRecord } from '../../shared/calls.ts';
import { formatNotification } from '../../shared/format-notification.ts';
import type { MessageKey } from '../../shared/i18n/translate.ts';
import { catalogues, t } from '../../shared/i18n/translate.ts';
import { escapeDeceiving, spellDeceiving, splitDeceiving, toPlainText } from '../../shared/plain-text.ts';
import type { RequestDetail, RequestSummary } from '../../shared/requests.ts';
import { describeTunnelProblem } from '../../shared/tunnel-words.ts';
import { call, problem, trayState } from './electron/tray/tray-fixture.ts';

const hostileValues: [string, string][] = [
  ['an override', 'pay\u202Elap\u202C'],
  ['isolates', '\u2066a\u2067b\u2068c\u2069'],
  ['direction marks', 'a\u200Eb\u200Fc\u061Cd'],
  ['zero width', 'pay\u200Bpal\u2060\uFEFF'],
  ['a soft hyphen', 'pay\u00ADpal'],
  ['stray joiners', '\u200Dpay\u200Dpal\u200C\u200C'],
  ['controls', 'a\u0000b\u0007c\u007Fd\u009Be'],
  ['orders to a terminal', '\u001B[2J\u001B]0;title\u0007\u009B31m'],
  ['new lines', 'a\nAgent 999\r\nb\u2028c\u2029d\u0085e\u000Bf'],
  ['tags', 'a\u{E0041}\u{E0042}\u{E007F}\u{E0100}'],
  ['blank letters', '\u3164\u115F\u1160\uFFA0\u2800'],
  ['joiners of graphemes', 'a\u034Fb\u180E'],
  ['annotations', 'a\uFFF9b\uFFFAc\uFFFB'],
  ['a pile of marks', `Z${'\u0300\u0301\u0302'.repeat(30)}`],
  ['lone surrogates', 'a\uD800b'],
];
/** What is in no text that is shown. */
const forbidden =
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]|\u034F|\p{M}{6}|\p{Script=Latin}(?:\u200C|\u200D)/u;

const summary = (hostile: string): CallSummary =>
  call({
    number: hostile,
    agent: hostile,
    status: hostile,
    customFields: [{ name: hostile, value: hostile, source: 'custom' }],
  });
const event = (hostile: string): EventRecord => ({
  id: 1,
  kind: 'live_event',
  origin: 'received',
  leg: hostile,
  status: hostile,
  legStartedAt: null,
  receivedAt: 0,
  deliveries: 1,
  popup: null,
  fields: {},
  requests: [],
});

const request = (hostile: string): RequestSummary => ({
  id: 1,
  receivedAt: 0,
  method: hostile,
  path: hostile,
  query: hostile,
  contentType: hostile,
  bodyBytes: 1,
  outcome: 'refused',
  refusal: null,
  answerStatus: 422,
  reasons: [],
  origin: 'received',
  isPinned: false,
  callId: null,
  event: { kind: 'live_event', leg: hostile, status: hostile, number: hostile, callerid: hostile },
});

const requestDetail = (hostile: string): RequestDetail => ({
  ...request(hostile),
  bodyBase64: 'AA==',
  reasons: [{ path: hostile, message: hostile }],
  sourceId: null,
  firstRequestId: null,
  traceAbsence: null,
  bodyAbsence: null,
  trace: null,
  fields: null,
  popup: null,
});

/** Each makes texts of a hostile value; lines that are ours are taken apart first. */
const makers: [string, (hostile: string) => string[]][] = [
  [
    'the popup',
    (hostile) => {
      const { title, body } = formatNotification(summary(hostile));
      // One line for the agent, one for the field: none of a sender's own.
      expect(body.split('\n')).toHaveLength(2);
      return [title, ...body.split('\n')];
    },
  ],
  ['the popup’s chosen fields', (hostile) => formatNotification(summary(hostile), [hostile]).body.split('\n')],
  [
    'the popup’s nested fields',
    (hostile) =>
      formatNotification({
        ...summary('1'),
        customFields: [{ name: 'a', value: { [hostile]: [hostile] }, source: 'custom' }],
      }).body.split('\n'),
  ],
  [
    'the tray’s menu',
    (hostile) =>
      trayMenu(trayState({ listener: problem('failed', { detail: hostile }) }, [summary(hostile)])).flatMap((item) =>
        'label' in item ? [item.label] : [],
      ),
  ],
  ['the tray’s tooltip', (hostile) => [trayTooltip(trayState({ listener: problem('failed', { detail: hostile }) }))]],
  ['a call’s number', (hostile) => [describeNumber({ number: hostile, callerid: hostile }).text]],
  ['an agent', (hostile) => [agentExtension(hostile)]],
  [
    'a request',
    (hostile) => {
      const shown = request(hostile);
      const refused: RequestSummary = { ...shown, event: null, reasons: [{ path: hostile, message: hostile }] };
      const stray: RequestSummary = { ...refused, refusal: 'unknown', reasons: [] };
      return [shown, refused, stray].flatMap((one) => [
        describeRequest(one),
        describeRequestMore(one),
        describeRequestLine(one),
      ]);
    },
  ],
  [
    'a filter of requests',
    (hostile) => [
      describeRequestFilter({ kind: 'header', name: hostile, value: hostile }),
      describeRequestFilter({ kind: 'field', name: hostile, value: '' }),
    ],
  ],
  [
    'a call’s status',
    (hostile) => [
      describeStatus(summary(hostile), 0).text,
      describeStatus({ ...summary(hostile), isOver: true }, 0).text,
    ],
  ],
  ['an event', (hostile) => [describeEvent(event(hostile))]],
  [
    'a reason',
    (hostile) => [
      describeReason(hostile),
      describeReason(`must be "a" or "b", not "${hostile}"`),
      describeReason(`${hostile}: line 1, column 1 (position 0).`),
    ],
  ],
  [
    'what became of a popup',
    (hostile) => {
      const outcome = { status: 'failed', reason: hostile } as const;
      return [
        describePopup(outcome, hostile),
        describePopup({ status: 'skipped', reason: 'not_my_call' }, hostile),
        describeTestPopup(outcome).detail,
      ];
    },
  ],
  [
    'an excerpt',
    (hostile) => [excerptAround(hostile, [], 40), excerptAround(toShortText({ [hostile]: hostile }), [], 40)],
  ],
  [
    'a filter',
    (hostile) => [
      describeFilter({ kind: 'agent', agent: hostile }),
      describeFilter({ kind: 'custom_equals', name: hostile, value: hostile }),
      describeFilter({ kind: 'custom_exists', name: hostile }),
    ],
  ],
  [
    'a tunnel’s problem',
    (hostile) => [
      describeTunnelProblem({
        state: 'problem',
        url: 'https://x.example',
        problem: 'failed',
        detail: hostile,
        checkedAt: 0,
        isDown: true,
        newUrl: null,
      }),
    ],
  ],
  ['a failed job', (hostile) => [describeFailure({ code: 'failed', detail: hostile }, hostile)]],
  ['a line of `npm run tail`', (hostile) => [toTailLine(requestDetail(hostile))]],
  ['the JSON of an event', (hostile) => [JSON.stringify(spellJson({ [hostile]: [hostile, { [hostile]: hostile }] }))]],
];

describe.each(makers)('%s', (_what, make) => {
  test.each(hostileValues)('is what it looks like, with %s', (_kind, hostile) => {
    for (const text of make(hostile)) {
      expect(text).not.toMatch(forbidden);
      expect(text.length).toBeLessThan(4000);
    }
  });
});

test.each(Object.keys(catalogues.en) as MessageKey[])('no value gets through the text %s', (key) => {
  const names = [...catalogues.en[key].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  for (const [, hostile] of hostileValues) {
    const counts = [...catalogues.en[key].matchAll(/\{(\w+), /g)].map(([, name = '']) => [name, 1]);
    const values = Object.fromEntries([...counts, ...names.map((name) => [name, hostile])]);
    expect(t(key, values)).not.toMatch(forbidden);
  }
});

describe('a text shown as it came', () => {
  test.each(hostileValues.filter(([kind]) => kind !== 'lone surrogates'))(
    'has what deceives spelled out: %s',
    (_kind, hostile) => {
      const spelled = spellDeceiving(hostile);
      expect(spelled.replaceAll(/[\n\r\t]/g, '')).not.toMatch(forbidden);
      expect(
        splitDeceiving(hostile)
          .map(({ part }) => part)
          .join(''),
      ).toBe(hostile);
    },
  );

  test('says which character it was', () => {
    expect(spellDeceiving('pay\u202Elap\n\u{E0041}')).toBe('pay⟨U+202E⟩lap\n⟨U+E0041⟩');
  });
});

test.each(hostileValues)(
  'a line of JSON for a terminal gives it no orders and is the same JSON: %s',
  (_kind, hostile) => {
    const json = JSON.stringify({ [hostile]: [hostile] });
    expect(escapeDeceiving(json)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B]/u);
    expect(JSON.parse(escapeDeceiving(json))).toEqual({ [hostile]: [hostile] });
  },
);

describe('what a script needs stays', () => {
  test.each([
    'क्‍ष और क्‌ष',
    'می‌خواهم',
    '👩‍👩‍👧 👩‍⚕️ 🏳️‍🌈 ❤️',
    'ශ්‍රී',
    'Việt Nam'.normalize('NFD'),
    'שָׁלוֹם',
    'สวัสดีค่ะ',
    'ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ',
  ])('%s', (text) => {
    expect(toPlainText(text, 50)).toBe(text);
    expect(spellDeceiving(text)).toBe(text);
  });
});

describe('a cell of an export', () => {
  test.each([
    '=1+1',
    '+cmd|x',
    '-1+1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u200B=1',
    '\u202E=1',
    '\u0000=1',
    '\uFEFF=1',
    '\uFF1D1',
  ])('%j is no formula', (text) => {
    expect(defuseFormula(text)).toBe(`'${text}`);
  });

  test('keeps the value itself, to the character', () => {
    for (const [, hostile] of hostileValues) {
      const line = csvLines(
        [{ ...summary(hostile), note: hostile } as Parameters<typeof csvLines>[0][number]],
        [hostile],
        false,
      );
      expect(line).toContain(hostile.replaceAll('"', '""'));
    }
  });
});
