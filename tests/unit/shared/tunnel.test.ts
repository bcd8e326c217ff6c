import { describe, expect, test } from 'vitest';
import { hostOf, tunnelCommands, tunnelProblems, tunnelServiceOf } from '../../../shared/tunnel.ts';
import { describeTunnelProblem, mendTunnelProblem } from '../../../shared/tunnel-words.ts';

describe('a public URL', () => {
  test.each([
    ['https://abc.ngrok-free.app', 'ngrok'],
    ['https://name.ngrok.app/path', 'ngrok'],
    ['https://abc.eu.ngrok.io', 'ngrok'],
    ['https://abc.ngrok-free.dev:443', 'ngrok'],
    ['https://quick-words.trycloudflare.com', 'cloudflared'],
    ['https://pbx.example', null],
    ['https://ngrok.app.example', null],
    ['https://notngrok.app', null],
  ])('%s is of %s', (url, service) => {
    expect(tunnelServiceOf(url)).toBe(service);
  });

  test('is told by its host', () => {
    expect(hostOf('https://Pbx.Example:8443/hook/secret?x')).toBe('pbx.example:8443');
  });
});

test('the commands have the port', () => {
  for (const command of Object.values(tunnelCommands)) expect(command(4321)).toContain('4321');
});

test.each(tunnelProblems)('%s has a sentence, and another that says how to mend it', (problem) => {
  const status = {
    state: 'problem' as const,
    url: 'https://pbx.example/hook',
    problem,
    detail: '',
    checkedAt: 0,
    isDown: true,
    newUrl: null,
  };
  expect(describeTunnelProblem(status)).toMatch(/^[\p{Lu}p].*\.$/u);
  expect(mendTunnelProblem(status, 3425)).toMatch(/\.$/);
  expect(describeTunnelProblem(status)).toContain('pbx.example');
});
