import { describe, expect, test } from 'vitest';
import { makeForward } from '../../../../electron/forwarding/make-forward.ts';
import type { ForwardableRequest } from '../../../../electron/history/forward-reader.ts';
import { findOwnForward, instanceIdOf, makeForwardMark } from '../../../../electron/webhook/forward-mark.ts';

const token = '0123456789abcdef0123456789abcdef';
const instanceId = instanceIdOf(token);
const mark = makeForwardMark(instanceId, 'crm');

const request = (changes: Partial<ForwardableRequest> = {}): ForwardableRequest => ({
  id: 7,
  receivedAt: 0,
  method: 'POST',
  query: '',
  contentType: 'application/json',
  body: new Uint8Array([0, 255, 13, 10]),
  headers: [],
  attempts: 0,
  ...changes,
});
const forward = (changes: Partial<ForwardableRequest>, url = 'http://localhost:3000/telecmi') =>
  makeForward(request(changes), { url, mark, token });

describe('a request as a target gets it', () => {
  test('has its query joined to the target’s to the letter', () => {
    const query = "a=%20b&x='<>&&caf\u00e9";
    expect(forward({ query }).url).toBe(`http://localhost:3000/telecmi?${query}`);
    expect(forward({ query }, 'http://h/p?key=1').url).toBe(`http://h/p?key=1&${query}`);
    expect(forward({ query }, 'http://h/p?').url).toBe(`http://h/p?${query}`);
    expect(forward({ query }, 'http://h/p?key=1&#top').url).toBe(`http://h/p?key=1&${query}`);
    expect(forward({ query: '' }, 'http://h/p?key=1#top').url).toBe('http://h/p?key=1');
  });

  test('has the headers it came with, in their order, without those of the way and without the token', () => {
    const { headers, body } = forward({
      headers: [
        ['Host', 'tunnel.example'],
        ['X-Forwarded-For', '203.0.113.9'],
        ['content-TYPE', 'text/plain'],
        ['Expect', '100-continue'],
        ['X-Original-URL', `/hook/${token.toUpperCase()}?a`],
        ['X-DialPop-Request-Id', '1'],
      ],
    });
    expect(headers).toEqual([
      ['X-Forwarded-For', '203.0.113.9'],
      ['content-TYPE', 'text/plain'],
      ['X-Original-URL', '/hook/{token}?a'],
      ['X-DialPop-Forwarded', mark],
      ['X-DialPop-Request-Id', '7'],
    ]);
    expect(body).toEqual(new Uint8Array([0, 255, 13, 10]));
  });

  test('has at least its content type where nobody knows its headers', () => {
    expect(forward({ headers: null }).headers[0]).toEqual(['Content-Type', 'application/json']);
    expect(forward({ headers: null, contentType: null }).headers[0]).toEqual(['X-DialPop-Forwarded', mark]);
  });

  test('keeps the marks of those it has passed, so that a circle of several is found', () => {
    const { headers } = forward({ headers: [['x-dialpop-forwarded', 'other/b']] });
    const [, value = ''] = headers.find(([name]) => name === 'X-DialPop-Forwarded') ?? [];
    expect(findOwnForward(value, 'other')).toBe('b');
    expect(findOwnForward(value, instanceId)).toBe('crm');
    expect(findOwnForward(value, instanceIdOf('f'.repeat(32)))).toBeNull();
    expect(value).not.toContain(token);
  });
});
