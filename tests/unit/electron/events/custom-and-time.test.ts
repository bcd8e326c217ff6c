import { describe, expect, test } from 'vitest';
import { createIdRenewal } from '../../../../electron/sending/renew-ids.ts';
import { saysSomething } from '../../../../shared/custom-fields.ts';
import { isCallTime } from '../../../../shared/event-time.ts';
import type { JsonObject, JsonValue } from '../../../../shared/json.ts';
import { get, post, postForm, postJson, refusal, validEvent } from '../../../support/requests.ts';
import { asTexts, sample } from '../../../support/samples.ts';

const { fields: start } = sample('outgoing-started');
const { custom: _custom, extra_params: _extraParams, ...bare } = start;

describe('the time of a leg', () => {
  test.each<[JsonValue, number]>([
    [1796000534, 1796000534000],
    ['1796000534', 1796000534000],
    [' 1796000534 ', 1796000534000],
    [1796000534.25, 1796000534250],
    ['1796000534.123456', 1796000534123],
    [1796000534000, 1796000534000],
    [1796000534123.7, 1796000534124],
    ['1796000534000', 1796000534000],
    [1796000534000123, 1796000534000],
    ['1796000534000123456', 1796000534000],
    [99_999_999_999, 99_999_999_999_000],
    [100_000_000_000, 100_000_000_000],
  ])('%j is %j ms', (time, ms) => {
    const event = validEvent(postJson({ ...start, time }));
    expect([event.legStartedAt, event.fields['time']]).toEqual([ms, ms]);
  });

  test.each([0, 1, 1.5, -1, '', 'soon', '1e12', 1e300, '99999999999999999999', true, [], null])(
    '%j is either refused or no date to show',
    (time) => {
      const message = { ...start, type: 'cdr', time };
      let startedAt: number | null = null;
      try {
        startedAt = validEvent(postJson(message)).legStartedAt;
      } catch {
        expect(refusal(postJson(message)).reasons).toMatchObject([{ path: 'time' }]);
      }
      expect(startedAt === null || !isCallTime(startedAt)).toBe(true);
    },
  );

  test.each<[JsonValue, JsonValue]>([
    [1796000534, 1796000594],
    ['1796000534', '1796000594'],
    [1796000534000, 1796000594000],
    ['1796000534000', '1796000594000'],
  ])('%j, a minute later in a new call, is %j', (time, later) => {
    const renew = createIdRenewal({ randomUuid: () => 'x', shiftMs: 60_000 });
    const body = renew(postJson({ ...start, time }))?.body;
    expect(JSON.parse(new TextDecoder().decode(body))['time']).toBe(later);
    const form = renew(postForm(asTexts({ ...start, time })))?.body;
    expect(new URLSearchParams(new TextDecoder().decode(form)).get('time')).toBe(String(later));
  });
});

describe('custom fields', () => {
  const held = { lead: 5, name: 'Ärger "x"', list: [1, { a: null }] };
  const encode = (value: JsonValue, times: number): string =>
    times === 0 ? String(value) : JSON.stringify(times === 1 ? value : encode(value, times - 1));

  test.each(['custom', 'extra_params'])('in %s are read however often they were encoded', (name) => {
    for (const value of [held, [1, 2]]) {
      for (const times of [1, 2, 3]) {
        const message = { ...bare, [name]: encode(value, times) };
        for (const request of [postJson(message), postForm(asTexts(message)), get(asTexts(message))])
          expect(validEvent(request).fields[name]).toEqual(value);
      }
    }
  });

  test('that are a quoted word stay as they came, and two quotes say nothing', () => {
    expect(validEvent(postJson({ ...bare, custom: '"gold"' })).fields['custom']).toBe('"gold"');
    expect(saysSomething({ name: 'custom', value: '""', source: 'custom' })).toBe(false);
    expect(saysSomething({ name: 'custom', value: '"none"', source: 'custom' })).toBe(false);
    expect(saysSomething({ name: 'custom', value: '"gold"', source: 'custom' })).toBe(true);
  });

  const encoded = `${new URLSearchParams(asTexts(bare))}`;
  test.each<[string, JsonObject]>([
    ['extra_params[lead_id]=5', { extra_params: { lead_id: '5' } }],
    ['custom[x]=1&custom[y]=2', { custom: { x: '1', y: '2' } }],
    ['custom%5Bx%5D=1', { custom: { x: '1' } }],
    ['custom[customer][id]=7&custom[customer][name]=A+B', { custom: { customer: { id: '7', name: 'A B' } } }],
    ['custom[]=a&custom[]=b', { custom: ['a', 'b'] }],
    ['custom[tags][]=a&custom[tags][]=b', { custom: { tags: ['a', 'b'] } }],
    ['custom[0]=a&custom[1]=b', { custom: ['a', 'b'] }],
    ['custom[1]=b&custom[0]=a', { custom: { 1: 'b', 0: 'a' } }],
    ['custom[][id]=1&custom[][id]=2', { custom: [{ id: '1' }, { id: '2' }] }],
    ['custom[x]=1&custom[x]=2', { custom: { x: ['1', '2'] } }],
    ['custom[x]=1&custom[x][y]=2', { custom: { x: { '': '1', y: '2' } } }],
    ['custom[x][y]=2&custom[x]=1', { custom: { x: { y: '2', '': '1' } } }],
    ['custom[x][y]=2&custom[x]=1&custom[x]=3', { custom: { x: { y: '2', '': ['1', '3'] } } }],
    ['custom=gold&custom[x]=1', { custom: 'gold', 'custom[x]': '1' }],
    ['custom[x=1&custom]y[=2&custom[x]y=3', { 'custom[x': '1', 'custom]y[': '2', 'custom[x]y': '3' }],
    [`custom${'[a]'.repeat(40)}=1`, { [`custom${'[a]'.repeat(40)}`]: '1' }],
  ])('in brackets: %s', (extra, expected) => {
    for (const request of [get(`${encoded}&${extra}`), postForm(`${encoded}&${extra}`)])
      expect(validEvent(request).fields).toEqual({ ...validEvent(postJson(bare)).fields, ...expected });
  });

  test('in brackets pollute nothing', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const text = 'custom[__proto__][polluted]=1&custom[constructor][prototype][polluted]=1&extra_params[__proto__]=x';
    const { fields } = validEvent(get(`${encoded}&${text}`));
    const custom = new Map(Object.entries(fields['custom'] ?? {}));
    expect(custom.get('__proto__')).toEqual({ polluted: '1' });
    expect(custom.get('constructor')).toEqual({ prototype: { polluted: '1' } });
    expect(Object.entries(fields['extra_params'] ?? {})).toEqual([['__proto__', 'x']]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect('polluted' in {}).toBe(false);
  });

  test('the reports: a time in seconds, and custom encoded twice', () => {
    const report =
      '{"call_id":"c-1","leg":"a","type":"event","user":"202_2222223","cmiuuid":"c-1","direction":"outbound","callerid":"914440000000","app_id":2222223,"time":1796000534,"status":"started","to":"442000000333","conversation_uuid":"c-1","custom":"\\"{\\\\\\"lead\\\\\\": 5}\\""}';
    const event = validEvent(post(report));
    expect(event.legStartedAt).toBe(Date.UTC(2026, 10, 30, 1, 2, 14));
    expect(event.fields['custom']).toEqual({ lead: 5 });
  });
});
