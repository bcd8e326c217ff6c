import { expect, test } from 'vitest';
import { readWhence } from '../../../shared/request-whence.ts';
import type { Header } from '../../../shared/requests.ts';

const whence = (headers: Record<string, string>) => readWhence(Object.entries(headers));

test.each<[string, Record<string, string>, ReturnType<typeof readWhence>]>([
  [
    'ngrok, which adds to what the sender wrote',
    {
      Host: 'name.ngrok-free.app',
      'X-Forwarded-For': '10.9.8.7, 203.0.113.7',
      'X-Forwarded-Proto': 'http, https',
      'X-Forwarded-Host': 'evil.example',
    },
    { carrier: 'ngrok', clientAddress: '203.0.113.7', scheme: 'https', host: 'name.ngrok-free.app' },
  ],
  [
    'ngrok that rewrites the host',
    {
      Host: 'localhost:3425',
      'X-Forwarded-Host': 'Name.NGROK.app',
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Proto': 'https',
    },
    { carrier: 'ngrok', clientAddress: '203.0.113.7', scheme: 'https', host: 'name.ngrok.app' },
  ],
  [
    'a quick Cloudflare tunnel',
    { host: 'some-words.trycloudflare.com', 'cf-connecting-ip': '2001:db8::7', 'cf-ray': 'x-AMS' },
    { carrier: 'cloudflare', clientAddress: '2001:db8::7', scheme: null, host: 'some-words.trycloudflare.com' },
  ],
  [
    'Cloudflare under a name of one’s own',
    {
      Host: 'phones.example',
      'X-Forwarded-For': '1.2.3.4,203.0.113.7',
      'Cf-Connecting-Ip': '203.0.113.7',
      'Cf-Ray': 'x-AMS',
      'Cf-Visitor': '{"scheme":"https"}',
    },
    { carrier: 'cloudflare', clientAddress: '203.0.113.7', scheme: 'https', host: 'phones.example' },
  ],
  [
    'Tailscale Funnel',
    {
      Host: 'desk.tail1234.ts.net',
      'Tailscale-Funnel-Request': '?1',
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'desk.tail1234.ts.net',
    },
    { carrier: 'tailscale', clientAddress: '203.0.113.7', scheme: 'https', host: 'desk.tail1234.ts.net' },
  ],
  [
    'localtunnel',
    { Host: 'odd-fox.loca.lt', 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'https' },
    { carrier: 'localtunnel', clientAddress: '203.0.113.7', scheme: 'https', host: 'odd-fox.loca.lt' },
  ],
  [
    'dev tunnels, whose client address is their own',
    {
      Host: 'localhost:3425',
      'X-Forwarded-Host': 'abc-3425.euw.devtunnels.ms',
      'X-Forwarded-For': '10.1.2.3',
      'X-Forwarded-Proto': 'https',
    },
    { carrier: 'dev_tunnels', clientAddress: null, scheme: 'https', host: 'abc-3425.euw.devtunnels.ms' },
  ],
  [
    'a proxy by RFC 7239',
    { Host: 'phones.example', Forwarded: 'for=10.0.0.1, for="[2001:db8::7]:4711";proto=https;host=phones.example' },
    { carrier: 'proxy', clientAddress: '2001:db8::7', scheme: 'https', host: 'phones.example' },
  ],
  [
    'a proxy that writes ports',
    { Host: 'phones.example:8080', 'X-Forwarded-For': '203.0.113.7:4711' },
    { carrier: 'proxy', clientAddress: '203.0.113.7', scheme: null, host: 'phones.example:8080' },
  ],
  [
    'a tunnel that adds nothing',
    { Host: 'server.example:8080' },
    { carrier: 'silent', clientAddress: null, scheme: null, host: 'server.example:8080' },
  ],
  [
    'this machine',
    { Host: '127.0.0.1:3425' },
    { carrier: 'local', clientAddress: null, scheme: null, host: '127.0.0.1:3425' },
  ],
])('%s', (_what, headers, expected) => {
  expect(whence(headers)).toEqual(expected);
});

test('names that only look like a service’s, and marks that are not its own, name none', () => {
  expect(whence({ Host: 'ngrok.app.evil.example' }).carrier).toBe('silent');
  expect(whence({ Host: 'notngrok.app' }).carrier).toBe('silent');
  expect(whence({ Host: 'pbx.example', 'Tailscale-Funnel-Request': '1' }).carrier).toBe('silent');
  expect(whence({ Host: 'pbx.example', 'CF-Connecting-IP': '1.2.3.4' }).carrier).toBe('silent');
});

test('what is no address, no scheme or said twice is not told', () => {
  expect(whence({ Host: 'pbx.example', 'X-Forwarded-For': 'unknown', 'X-Forwarded-Proto': 'javascript' })).toEqual({
    carrier: 'proxy',
    clientAddress: null,
    scheme: null,
    host: 'pbx.example',
  });
  for (const address of ['1.2.3.256', '1.2.3', ':', '1::g', '_hidden', '"', '']) {
    expect(whence({ Host: 'pbx.example', Via: 'x', 'X-Forwarded-For': address }).clientAddress).toBeNull();
  }
  const headers: Header[] = [
    ['Host', 'a.example'],
    ['Host', 'b.example'],
  ];
  expect(readWhence(headers)).toMatchObject({ host: null });
  expect(readWhence([])).toEqual({ carrier: 'local', clientAddress: null, scheme: null, host: null });
});

test('headers that came several times are one list in their order', () => {
  const headers: Header[] = [
    ['Host', 'pbx.example'],
    ['x-forwarded-for', '10.0.0.1'],
    ['X-FORWARDED-FOR', '203.0.113.7'],
  ];
  expect(readWhence(headers).clientAddress).toBe('203.0.113.7');
});
