import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventKinds } from '../../../shared/calls.ts';
import { maximumRequestFilters, type RequestFilter, requestFilterSchema } from '../../../shared/request-query.ts';
import { formatRequestFilter, formatRequestQuery, parseRequestQueryText } from '../../../shared/request-query-text.ts';
import { refusalReasons, requestOrigins, requestOutcomes } from '../../../shared/requests.ts';

test.each<[string, RequestFilter]>([
  ['outcome:refused', { kind: 'outcome', outcome: 'refused' }],
  ['reason:wrong-host', { kind: 'refusal', refusal: 'wrong_host' }],
  ['reason:too_fast', { kind: 'refusal', refusal: 'too_fast' }],
  ['method:get', { kind: 'method', method: 'GET' }],
  ['kind:CDR', { kind: 'event_kind', eventKind: 'cdr' }],
  ['from:replayed', { kind: 'origin', origin: 'replayed' }],
  ['status:4XX', { kind: 'status', status: '4xx' }],
  ['status:413', { kind: 'status', status: '413' }],
  ['Header.User-Agent:curl', { kind: 'header', name: 'User-Agent', value: 'curl' }],
  ['header.x-forwarded-for:*', { kind: 'header', name: 'x-forwarded-for', value: '' }],
  ['field.extra_params.crm:"*"', { kind: 'field', name: 'extra_params.crm', value: '*' }],
  ['field."contact name":"Day Shift"', { kind: 'field', name: 'contact name', value: 'Day Shift' }],
  ['field.url:http://crm.example', { kind: 'field', name: 'url', value: 'http://crm.example' }],
  ['is:pinned', { kind: 'pinned' }],
])('%s is a filter', (text, filter) => {
  expect(parseRequestQueryText(text)).toEqual({ query: { text: '', filters: [filter] }, problems: [] });
});

test.each([
  ['outcome:', 'value_missing', requestOutcomes],
  ['outcome:lost', 'value_unknown', requestOutcomes],
  ['kind:start', 'value_unknown', eventKinds],
  ['from:', 'value_missing', requestOrigins],
  ['reason:none', 'value_unknown', refusalReasons],
  ['status:600', 'not_a_status', []],
  ['status:x', 'not_a_status', []],
  ['method:P0ST', 'not_a_method', []],
  ['header.', 'name_missing', []],
  ['header.host', 'name_missing', []],
  ['header.host:', 'value_missing', []],
  ['field.:x', 'name_missing', []],
  [`field.to:${'9'.repeat(501)}`, 'too_long', []],
  ['x'.repeat(501), 'too_long', []],
])('%s is told with the reason, and what else is typed still counts', (text, reason, allowed) => {
  expect(parseRequestQueryText(`so ${text} what`)).toEqual({
    query: { text: 'so what', filters: [] },
    problems: [{ reason, start: 3, end: 3 + text.length, text, allowed }],
  });
});

test.each(['agent:202', 'custom.ticket:1', '12:04', '"is:pinned"', 'status', 'headers.host:x'])(
  '%s is a word here',
  (text) => {
    expect(parseRequestQueryText(text)).toEqual({ query: { text, filters: [] }, problems: [] });
  },
);

test('more filters than are allowed are told, the first ones count', () => {
  const text = Array.from({ length: maximumRequestFilters + 1 }, (_, index) => `field.to:${index}`).join(' ');
  const { query, problems } = parseRequestQueryText(text);
  expect(query.filters).toHaveLength(maximumRequestFilters);
  expect(problems).toMatchObject([{ reason: 'too_many_filters', text: `field.to:${maximumRequestFilters}` }]);
});

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((value) => value.length <= 200);
const anyFilter: fc.Arbitrary<RequestFilter> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('header' as const, 'field' as const),
    name: text,
    value: fc.oneof(text, fc.constantFrom('', '*')),
  }),
  fc.record({ kind: fc.constant('refusal' as const), refusal: fc.constantFrom(...refusalReasons) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom('200', '4xx') }),
  fc.record({ kind: fc.constant('method' as const), method: fc.constantFrom('POST', 'M-SEARCH') }),
  fc.constantFrom<RequestFilter>({ kind: 'pinned' }, { kind: 'event_kind', eventKind: 'cdr' }),
);

test('every filter, written as it is typed, is read back', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(requestFilterSchema.parse(filter)).toEqual(filter);
      const typed = formatRequestFilter(filter);
      expect(parseRequestQueryText(typed)).toEqual({ query: { text: '', filters: [filter] }, problems: [] });
    }),
    { numRuns: 500 },
  );
});

test('a whole query, written as it is typed, is read back', () => {
  const { query } = parseRequestQueryText('status:4xx is:pinned field."a b":"*" smith "day shift"');
  expect(query.filters).toHaveLength(3);
  expect(parseRequestQueryText(formatRequestQuery(query))).toEqual({ query, problems: [] });
});
