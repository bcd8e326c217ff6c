import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exceptionSchema, judgeAudit } from '../../../build/supply-chain/audit.mjs';

const hole = {
  name: 'qs',
  title: 'Prototype pollution',
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  severity: 'high',
};
const report = JSON.stringify({ vulnerabilities: { qs: { via: [hole] }, express: { via: ['qs'] } } });
const exception = {
  advisory: 'GHSA-aaaa-bbbb-cccc',
  package: 'qs',
  reason: 'The function with the hole is never called.',
  until: '2026-12-01',
};

test('no known hole is clean', () => {
  expect(judgeAudit('{"vulnerabilities": {}}', [], '2026-11-24')).toEqual({ state: 'clean', explained: 0 });
});

test('a hole is a problem, once, however many packages have it by others', () => {
  expect(judgeAudit(report, [], '2026-11-24')).toEqual({
    state: 'open',
    problems: ['qs: Prototype pollution (high), https://github.com/advisories/GHSA-aaaa-bbbb-cccc'],
  });
});

test('an explained hole is none until its day has passed', () => {
  expect(judgeAudit(report, [exception], '2026-12-01')).toEqual({ state: 'clean', explained: 1 });
  expect(judgeAudit(report, [exception], '2026-12-02')).toMatchObject({
    state: 'open',
    problems: [expect.stringContaining('its exception ended on 2026-12-01')],
  });
});

test('an exception is for its own package and advisory, and goes when it is needed no more', () => {
  expect(judgeAudit(report, [{ ...exception, package: 'express' }], '2026-11-24')).toMatchObject({ state: 'open' });
  expect(judgeAudit('{"vulnerabilities": {}}', [exception], '2026-11-24')).toEqual({
    state: 'open',
    problems: ['qs: GHSA-aaaa-bbbb-cccc is no longer reported; take its exception out'],
  });
});

test.each([
  [
    'a registry that does not audit',
    '{"message": "405 Method Not Allowed", "statusCode": 405}',
    '405 Method Not Allowed',
  ],
  ['no answer', '', 'npm answered nothing'],
  ['words', 'npm error network\nnpm error ENOTFOUND', 'npm error ENOTFOUND'],
  ['another form', '{"advisories": {}}', 'npm’s report is of another form'],
])('%s is not taken for clean', (_, output, detail) => {
  expect(judgeAudit(output, [], '2026-11-24')).toEqual({ state: 'unknown', detail });
});

test('the exceptions in force have a reason and a day', () => {
  const exceptions: unknown = JSON.parse(readFileSync('build/supply-chain/audit-exceptions.json', 'utf8'));
  expect(exceptionSchema.array().safeParse(exceptions).error).toBeUndefined();
});
