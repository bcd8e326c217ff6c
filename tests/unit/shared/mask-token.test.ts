import { expect, test } from 'vitest';
import { maskToken, unmaskToken } from '../../../shared/mask-token.ts';
import { timesAsLong } from '../../support/relative-time.ts';

const token = '0123456789abcdef0123456789abcdef';
const encode = (text: string, pick: (character: string) => string): string =>
  [...text].map((one) => `%${pick(one).charCodeAt(0).toString(16)}`).join('');

test.each([
  ['as it is', token],
  ['in capitals', token.toUpperCase()],
  ['in both', `${token.slice(0, 16)}${token.slice(16).toUpperCase()}`],
  ['encoded', encode(token, (one) => one)],
  ['encoded in capitals', encode(token, (one) => one.toUpperCase()).toUpperCase()],
  ['encoded in part', `%30%31${token.slice(2)}`],
  ['encoded twice', encode(token, (one) => one).replaceAll('%', '%25')],
])('the token is masked %s', (_how, written) => {
  expect(maskToken(`/hook/${written}/x?url=%2Fhook%2F${written}`, token)).toBe('/hook/{token}/x?url=%2Fhook%2F{token}');
});

test('what is not the token stays, and a new token is masked after the old one', () => {
  const other = 'f'.repeat(32);
  expect(maskToken(`/hook/${token.slice(1)}?%zz%25`, token)).toBe(`/hook/${token.slice(1)}?%zz%25`);
  expect(maskToken(`/hook/${other}`, token)).toBe(`/hook/${other}`);
  expect(maskToken(`/hook/${other}`, other)).toBe('/hook/{token}');
});

test('a masked text has the token again where one is put in', () => {
  expect(unmaskToken(maskToken(`/hook/${token}`, token), token)).toBe(`/hook/${token}`);
});

test('a long text of percent signs takes no longer than it is long', () => {
  const text = '%25'.repeat(5000);
  expect(maskToken(text, token)).toBe(text);
  const mask = (repeated: number) => () => void maskToken('%25'.repeat(repeated), token);
  // 16 times as long: going back for each would make it 256 times.
  expect(timesAsLong(mask(8000), mask(500))).toBeLessThan(100);
});
