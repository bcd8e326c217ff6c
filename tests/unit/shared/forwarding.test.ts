import { expect, test } from 'vitest';
import { findForwardUrlProblem, forwardTargetSchema, placeOfForwardUrl } from '../../../shared/forwarding.ts';

test('only plain http and https addresses can be targets', () => {
  for (const url of [
    'http://localhost:3000/telecmi',
    'https://crm.example/hook?key=1',
    'HTTP://192.168.1.5',
    'http://[::1]:8080/',
  ]) {
    expect(findForwardUrlProblem(url)).toBeNull();
  }
  const refused: [string, string][] = [
    ['', 'not_a_url'],
    ['localhost:3000', 'not_a_url'],
    ['http://', 'not_a_url'],
    ['http://local host/', 'not_a_url'],
    ['http://localhost/ ', 'not_a_url'],
    ['http:\\\\localhost', 'not_a_url'],
    ['http://localhost:99999/', 'not_a_url'],
    ['ftp://localhost/', 'not_http'],
    ['file:///etc/passwd', 'not_http'],
    ['http://user:secret@localhost/', 'has_credentials'],
    ['http://user@localhost/', 'has_credentials'],
    [`http://localhost/${'x'.repeat(2000)}`, 'too_long'],
  ];
  for (const [url, problem] of refused) expect([url, findForwardUrlProblem(url)]).toEqual([url, problem]);
});

test('an address out of the network is told from one on this machine or near it', () => {
  const places: [string, string][] = [
    ['http://localhost:3000', 'machine'],
    ['http://app.localhost', 'machine'],
    ['http://127.0.0.2/x', 'machine'],
    ['http://[::1]:3000/', 'machine'],
    ['http://192.168.1.5:3000', 'network'],
    ['http://10.0.0.1', 'network'],
    ['http://172.20.1.1', 'network'],
    ['http://nas.local/hook', 'network'],
    ['http://crm:8080', 'network'],
    ['http://[fd00::1]/', 'network'],
    ['https://crm.example/hook', 'internet'],
    ['http://172.32.1.1', 'internet'],
    ['http://127.example.com', 'internet'],
    ['http://10.example.com', 'internet'],
    ['https://8.8.8.8', 'internet'],
  ];
  for (const [url, place] of places) expect([url, placeOfForwardUrl(url)]).toEqual([url, place]);
});

test('a target’s id fits into a header', () => {
  const target = { id: 'a-b_1', name: ' CRM ', url: 'http://localhost/', isOn: true, query: '' };
  const whole = { ...target, forwardsOwn: false, forwardsRedeliveries: false };
  expect(forwardTargetSchema.parse(whole).name).toBe('CRM');
  expect(forwardTargetSchema.safeParse({ ...whole, id: 'a\r\nb' }).success).toBe(false);
  expect(forwardTargetSchema.safeParse({ ...whole, name: '   ' }).success).toBe(false);
});
