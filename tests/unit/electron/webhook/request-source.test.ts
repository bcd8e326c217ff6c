import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../../../electron/webhook/request-source.ts';

describe('where a request comes from', () => {
  test.each([
    ['no proxy: a tool of this machine', {}, null],
    ['one proxy', { 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
    ['what the sender made up before it', { 'x-forwarded-for': '1.1.1.1, 127.0.0.1, 203.0.113.9' }, '203.0.113.9'],
    ['no blanks', { 'x-forwarded-for': '1.1.1.1,203.0.113.9' }, '203.0.113.9'],
    ['IPv6', { 'x-forwarded-for': '1.1.1.1, 2001:db8::9' }, '2001:db8::9'],
    ['a name', { 'x-forwarded-for': 'localhost' }, 'unknown'],
    ['nothing', { 'x-forwarded-for': '' }, 'unknown'],
    ['something long', { 'x-forwarded-for': 'x'.repeat(10_000) }, 'unknown'],
    ['another header', { forwarded: 'for=203.0.113.9' }, 'unknown'],
    ['other headers', { 'x-real-ip': '203.0.113.9', 'cf-connecting-ip': '203.0.113.9' }, null],
  ])('%s', (_what, headers, expected) => {
    expect(sourceOf(headers)).toBe(expected);
  });
});
