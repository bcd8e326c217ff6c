import { afterEach, describe, expect, test } from 'vitest';
import { describeReason } from '../../../../renderer/format/reason.ts';
import { enReasons } from '../../../../shared/i18n/en/reasons.ts';
import { setLocale } from '../../../../shared/i18n/translate.ts';
import type { JsonValue } from '../../../../shared/json.ts';
import { get, post, postForm, postJson, type RequestContent, refusal, validEvent } from '../../../support/requests.ts';
import { asTexts, sample } from '../../../support/samples.ts';

afterEach(() => setLocale('en'));

const { fields: start } = sample('outgoing-started');
const { status: _status, ...piopiyWithoutStatus } = sample('piopiy-out-started').fields;
const older = { cmiuid: 'a', parent_uid: 'b', status: 'ringing', direction: 'outbound', to: '442000000001' };
const report = { count: 2, cdr: [{ cmiuid: 'a' }, { cmiuid: 'b' }] };
const json = JSON.stringify(start);
const form = `${new URLSearchParams(asTexts(start))}`;
const multipart = `--x\r\nContent-Disposition: form-data; name="to"\r\n\r\n44\r\n--x--`;

const refused: [string, RequestContent, string, string][] = [
  ['an older event', postJson(older), 'older_event', 'older format, with "cmiuid", "parent_uid"'],
  ['an older event as a form', postForm(asTexts(older)), 'older_event', 'older format'],
  ['an older event as a query', get(asTexts(older)), 'older_event', 'older format'],
  ['an older event with one of the ids', postJson({ parent_uid: 'b' }), 'older_event', 'with "parent_uid"'],
  ['a phone that rings, without a type', postJson({ status: 'ringing', to: '1' }), 'older_event', 'with "ringing"'],
  ['a report', postJson(report), 'report', '(2 in "cdr")'],
  ['an empty report', postJson({ count: 0, cdr: [] }), 'report', '(0 in "cdr")'],
  ['a wrapped report', postJson({ code: 200, data: report }), 'report', '(2 in "cdr")'],
  ['a list of events', postJson([start, start, start]), 'list', '(3 in all)'],
  ['a list in a field', postJson({ events: [start] }), 'list', '(1 in all)'],
  ['an event in "data"', postJson({ data: start }), 'wrapped', 'inside the field "data"'],
  ['an event in "event"', postJson({ id: 7, event: start }), 'wrapped', 'inside the field "event"'],
  ['an event as text in a field', postJson({ payload: json }), 'wrapped', 'inside the field "payload"'],
  ['an event as a field of a form', postForm({ body: json }), 'wrapped', 'inside the field "body"'],
  ['an event as a field of a query', get({ q: json }), 'wrapped', 'inside the field "q"'],
  ['an event encoded twice', post(JSON.stringify(json)), 'encoded_twice', 'encoded as JSON twice'],
  ['an answer of the API', postJson({ code: 404, msg: 'invalid token' }), 'api_answer', '(code 404)'],
  ['PIOPIY’s without a status', postJson(piopiyWithoutStatus), 'piopiy', 'PIOPIY'],
  ['XML', post('<?xml version="1.0"?><call><to>1</to></call>', 'text/xml'), 'xml', 'This is XML'],
  ['XML as curl sends it', postForm('<call id="1"><to>1</to></call>'), 'xml', 'This is XML'],
  ['a web page', post('<!DOCTYPE html>\n<html><body>Hello</body></html>\n'), 'html', 'web page (HTML)'],
  ['a multipart form', post(multipart, 'multipart/form-data; boundary=x'), 'multipart', 'multipart form'],
  ['a form that says it is JSON', post(form), 'form', 'This is a form'],
  ['a form without a content type', post(form, null), 'form', 'This is a form'],
  ['a line for each event', post(`${json}\n${json}\n`), 'several', 'A second message begins here'],
  ['an empty body', post(''), 'empty', 'The body is empty'],
  ['a body of blanks', post(' \n'), 'empty', 'The body is empty'],
];

describe('a message of a known shape that is no event', () => {
  test.each(refused)('%s is named, and nothing else', (_what, request, code, words) => {
    const { reasons } = refusal(request);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test.each(refused)('%s is named in both languages', (_what, request) => {
    const message = refusal(request).reasons[0]?.message ?? '';
    expect(describeReason(message).replaceAll(/[“”]/g, '"')).toBe(message);
    setLocale('hi');
    expect(describeReason(message)).toMatch(/\p{Script=Devanagari}/u);
    expect(describeReason(message)).not.toMatch(/\b(This|the|is|DialPop reads)\b/);
  });

  test('every sentence of a shape is one of these', () => {
    const messages = refused.map(([, request]) => refusal(request).reasons[0]?.message ?? '');
    const begins = (sentence: string) => sentence.replaceAll(/[“”]/g, '"').split('{')[0] ?? '';
    const shapes = Object.entries(enReasons).filter(([key]) => key.startsWith('reason.shape.'));
    for (const [, sentence] of shapes)
      expect(messages.some((message) => message.startsWith(begins(sentence)))).toBe(true);
  });

  test.each<[string, JsonValue]>([
    ['an empty list', []],
    ['a list of numbers', [1, 2]],
    ['a text', 'text'],
    ['an unknown object', { hello: 'world' }],
    ['an event with a mistake', { ...start, to: [] }],
    ['an event whose custom field is an event', { type: 'event', status: 'started', custom: json }],
  ])('%s is no such shape', (_what, message) => {
    for (const { code } of refusal(postJson(message)).reasons) expect(code).toBeUndefined();
  });

  test.each<[string, JsonValue]>([
    ['an event with the fields of an older one', { ...start, cmiuid: 'x', parent_uid: 'y' }],
    ['a live event that rings', { ...start, status: 'ringing' }],
    ['an event with a list called cdr', { ...start, cdr: [] }],
    ['an event that holds another', { ...start, data: start }],
    ['PIOPIY’s', sample('piopiy-out-started').fields],
  ])('%s is taken as ever', (_what, message) => {
    expect(validEvent(postJson(message)).legId).not.toBe('');
  });

  test('a second message is pointed at', () => {
    expect(refusal(post(`${json}\n${json}`))).toMatchObject({ status: 'malformed', position: { line: 2, column: 1 } });
  });
});
