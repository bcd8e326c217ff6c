import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CallFilter,
  callFilterSchema,
  dayPresets,
  maximumFilters,
  popupFilters,
} from '../../../shared/call-query.ts';
import { formatFilter, formatQuery, parseQueryText } from '../../../shared/call-query-text.ts';
import { applyCompletion, completeQueryText } from '../../../shared/complete-query-text.ts';

const filtersOf = (text: string) => parseQueryText(text).query.filters;
const problemOf = (text: string) => parseQueryText(text).problems;

describe('reading the search box', () => {
  test.each<[string, CallFilter]>([
    ['agent:202', { kind: 'agent', agent: '202' }],
    ['Agent:202_2222223', { kind: 'agent', agent: '202_2222223' }],
    ['custom.ticket:4711', { kind: 'custom_equals', name: 'ticket', value: '4711' }],
    ['custom.crm:*', { kind: 'custom_exists', name: 'crm' }],
    ['custom.crm:"*"', { kind: 'custom_equals', name: 'crm', value: '*' }],
    ['custom."contact name":"Day Shift"', { kind: 'custom_equals', name: 'contact name', value: 'Day Shift' }],
    ['custom."a:b":c:d', { kind: 'custom_equals', name: 'a:b', value: 'c:d' }],
    ['custom.quote:"say \\"hi\\""', { kind: 'custom_equals', name: 'quote', value: 'say "hi"' }],
    ['after:2026-11-01', { kind: 'after', date: '2026-11-01' }],
    ['before:2026-02-28', { kind: 'before', date: '2026-02-28' }],
    ['day:today', { kind: 'day', preset: 'today' }],
    ['day:Last-7-days', { kind: 'day', preset: 'last_7_days' }],
    ['is:click2call', { kind: 'origin', origin: 'click2call' }],
    ['is:dialled', { kind: 'origin', origin: 'dialled' }],
    ['is:unread', { kind: 'unread' }],
    ['is:pinned', { kind: 'pinned' }],
    ['popup:shown', { kind: 'popup', outcome: 'shown' }],
  ])('%s is a filter', (text, filter) => {
    expect(parseQueryText(text)).toEqual({ query: { text: '', filters: [filter] }, problems: [] });
  });

  test('words and filters stand in any order; what is asked twice is one filter', () => {
    expect(parseQueryText(' +44 20  agent:202 0000 agent:202 is:unread')).toEqual({
      query: { text: '+44 20 0000', filters: [{ kind: 'agent', agent: '202' }, { kind: 'unread' }] },
      problems: [],
    });
  });

  test.each(['12:04', 'http://crm.example', 'team:red', '"agent:202"', 'customer.x', ':', 'sip:202@pbx'])(
    '%s is a word, not a filter',
    (text) => {
      expect(parseQueryText(text)).toEqual({ query: { text, filters: [] }, problems: [] });
    },
  );

  test.each([
    ['agent:', 'value_missing', []],
    ['custom.', 'name_missing', []],
    ['custom.ticket', 'name_missing', []],
    ['custom.ticket:', 'value_missing', []],
    ['custom.:4711', 'name_missing', []],
    ['after:', 'value_missing', []],
    ['after:2026-13-01', 'not_a_date', []],
    ['before:2026-04-31', 'not_a_date', []],
    ['after:yesterday', 'not_a_date', []],
    ['day:tomorrow', 'value_unknown', dayPresets],
    ['day:', 'value_missing', dayPresets],
    ['is:open', 'value_unknown', ['click2call', 'dialled', 'unread', 'pinned']],
    ['popup:seen', 'value_unknown', popupFilters],
    [`agent:${'9'.repeat(201)}`, 'too_long', []],
    ['x'.repeat(201), 'too_long', []],
  ])('%s is told with the reason, and what else is typed still counts', (text, reason, allowed) => {
    expect(parseQueryText(`so ${text} what`)).toEqual({
      query: { text: 'so what', filters: [] },
      problems: [{ reason, start: 3, end: 3 + text.length, text, allowed }],
    });
  });

  test('more filters than are allowed are told, the first ones count', () => {
    const text = Array.from({ length: maximumFilters + 1 }, (_, index) => `agent:${index + 100}`).join(' ');
    expect(filtersOf(text)).toHaveLength(maximumFilters);
    expect(problemOf(text)).toMatchObject([{ reason: 'too_many_filters', text: 'agent:130' }]);
  });

  test('a quote that is not closed yet reaches to the end', () => {
    expect(filtersOf('custom.name:"Day Sh')).toEqual([{ kind: 'custom_equals', name: 'name', value: 'Day Sh' }]);
  });
});

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((value) => value.length <= 200);
const anyFilter: fc.Arbitrary<CallFilter> = fc.oneof(
  fc.record({ kind: fc.constant('agent' as const), agent: text }),
  fc.record({ kind: fc.constant('custom_equals' as const), name: text, value: text }),
  fc.record({ kind: fc.constant('custom_exists' as const), name: text }),
  fc.record({ kind: fc.constant('day' as const), preset: fc.constantFrom(...dayPresets) }),
  fc.record({ kind: fc.constant('popup' as const), outcome: fc.constantFrom(...popupFilters) }),
  fc.constantFrom<CallFilter>({ kind: 'unread' }, { kind: 'pinned' }, { kind: 'before', date: '2026-11-01' }),
);

test('every filter, written as it is typed, is read back', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(callFilterSchema.parse(filter)).toEqual(filter);
      expect(parseQueryText(formatFilter(filter))).toEqual({ query: { text: '', filters: [filter] }, problems: [] });
    }),
    { numRuns: 2000 },
  );
});

test('a whole query, written as it is typed, is read back', () => {
  const query = parseQueryText('agent:202 is:pinned custom."a b":"*" smith "day shift"').query;
  expect(parseQueryText(formatQuery(query))).toEqual({ query, problems: [] });
});

test('any text can be typed: nothing throws, and every problem points into the text', () => {
  const typed = fc.array(
    fc.constantFrom('agent:', 'custom.', '"', '\\', ' ', 'a', ':', '*', 'is:', 'after:', '२', '😀'),
  );
  fc.assert(
    fc.property(typed, (parts) => {
      const whole = parts.join('');
      for (const problem of problemOf(whole)) expect(whole.slice(problem.start, problem.end)).toBe(problem.text);
      for (let caret = 0; caret <= whole.length; caret += 1) completeQueryText(whole, caret);
    }),
    { numRuns: 1000 },
  );
});

/** The text with `|` for the caret. */
function complete(typed: string) {
  const caret = typed.indexOf('|');
  return completeQueryText(typed.replace('|', ''), caret);
}

function choose(typed: string, choice: string): string {
  const completion = complete(typed);
  if (completion === null) throw new Error(`nothing completes ${typed}`);
  const { text: after, caret } = applyCompletion(typed.replace('|', ''), completion, choice);
  return `${after.slice(0, caret)}|${after.slice(caret)}`;
}

describe('completion', () => {
  test('offers the keywords that begin as the word does', () => {
    expect(complete('|')?.choices).toEqual(['agent:', 'custom.', 'after:', 'before:', 'day:', 'is:', 'popup:']);
    expect(complete('smith A|')).toMatchObject({ inserts: 'keyword', choices: ['agent:', 'after:'], typed: 'A' });
    expect(complete('smith|')).toBeNull();
    expect(choose('smith a|', 'agent:')).toBe('smith agent:|');
    expect(choose('a| smith', 'agent:')).toBe('agent:| smith');
  });

  test('offers the values of a filter', () => {
    expect(complete('is:|')?.choices).toEqual(['click2call', 'dialled', 'unread', 'pinned']);
    expect(complete('is:p|')?.choices).toEqual(['pinned']);
    expect(complete('day:last-|')?.choices).toEqual(['last_7_days', 'last_30_days']);
    expect(complete('popup:s|')?.choices).toEqual(['shown', 'skipped']);
    expect(complete('after:|')).toMatchObject({ takesDate: true, choices: [] });
    expect(choose('is:p|', 'pinned')).toBe('is:pinned |');
    expect(choose('is:p| smith', 'pinned')).toBe('is:pinned |smith');
  });

  test('says what to ask the history for', () => {
    expect(complete('agent:20|')?.ask).toEqual({ of: 'agent', prefix: '20' });
    expect(complete('custom.ti|')?.ask).toEqual({ of: 'custom_name', prefix: 'ti' });
    expect(complete('custom."contact n|')?.ask).toEqual({ of: 'custom_name', prefix: 'contact n' });
    expect(complete('custom.ticket:|')).toMatchObject({
      choices: ['*'],
      ask: { of: 'custom_value', name: 'ticket', prefix: '' },
    });
    expect(complete('custom.ticket:"Day S|')?.ask).toEqual({ of: 'custom_value', name: 'ticket', prefix: 'Day S' });
  });

  test('quotes what would not be read back', () => {
    expect(choose('custom.na|', 'contact name')).toBe('custom."contact name":|');
    expect(choose('custom.na|:x', 'name')).toBe('custom.name:|x');
    expect(choose('custom.name:d|', 'Day Shift')).toBe('custom.name:"Day Shift" |');
    expect(choose('custom.crm:|', '*')).toBe('custom.crm:* |');
    expect(choose('agent:2|', '202_2222223')).toBe('agent:202_2222223 |');
  });
});
