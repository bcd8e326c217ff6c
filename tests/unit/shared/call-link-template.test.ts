import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeLinkProblem } from '../../../shared/call-link-problems.ts';
import { fillLinkTemplate, maximumUrlLength, parseLinkTemplate } from '../../../shared/call-link-template.ts';
import type { CustomField } from '../../../shared/calls.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { linkCall } from '../../support/link-call.ts';

const custom = (fields: Record<string, JsonValue>, source: CustomField['source'] = 'custom'): CustomField[] =>
  Object.entries(fields).map(([name, value]) => ({ name, value, source }));

/** The link of a call, or the sentence that says why there is none. */
function fill(template: string, changes: Parameters<typeof linkCall>[0] = {}, schemes: string[] = []): string {
  const parsed = parseLinkTemplate(template, schemes);
  const filled = parsed.ok ? fillLinkTemplate(parsed.template, linkCall(changes)) : parsed;
  return filled.ok ? filled.url : describeLinkProblem(filled.problem);
}

const ticket = (value: JsonValue) => ({ customFields: custom({ ticket: value }) });

describe('a link', () => {
  test('is the template with the fields of the call', () => {
    expect(fill('https://crm.example/contact?phone={{to}}&ticket={{custom.ticket}}', ticket(4711))).toBe(
      'https://crm.example/contact?phone=442079460018&ticket=4711',
    );
  });

  test.each([
    ['to', '442079460018'],
    ['to_e164', '%2B442079460018'],
    ['callerid', '442000000000'],
    ['agent', '202'],
    ['user', '202_2222223'],
    ['app_id', '2222223'],
    ['call_id', 'call-b'],
    ['conversation_uuid', 'conversation-1'],
    ['request_id', 'request-1'],
    ['direction', 'outbound'],
  ])('can name %s', (name, value) => {
    expect(fill(`https://crm.example/?x={{${name}}}`)).toBe(`https://crm.example/?x=${value}`);
    expect(fill(`https://crm.example/?x={{ ${name} }}`)).toBe(`https://crm.example/?x=${value}`);
  });

  test.each([
    ['+442079460018', '442079460018'],
    ['+44 20 7946-0018', '442079460018'],
    ['(020) 7946', '0207946'],
    ['202', '202'],
    ['sip:202@example.com', 'sip%3A202%40example.com'],
  ])('has the number %s as digits where it is one', (number, text) => {
    expect(fill('https://crm.example/{{to}}', { number })).toBe(`https://crm.example/${text}`);
  });

  test.each([
    ['04066001234', '914440000000', '+914066001234'],
    ['9876543210', '914440000000', '+919876543210'],
    ['18001008731', '914440000000', '+9118001008731'],
    ['04066001234', null, null],
    ['1860123', '914440000000', null],
    ['+91 98765 43210', null, '+919876543210'],
    ['00442079460018', null, '+442079460018'],
  ])('has %s, called with caller id %s, as the international number %s', (number, callerid, e164) => {
    const url = fill('https://crm.example/?x={{to_e164}}', { number, callerid });
    expect(url).toBe(
      e164 === null ? 'This call has no “to_e164”.' : `https://crm.example/?x=${encodeURIComponent(e164)}`,
    );
  });

  test('has no international number for an extension', () => {
    expect(fill('https://crm.example/{{to_e164}}', { number: '202' })).toBe('This call has no “to_e164”.');
  });

  test.each<[string, Record<string, JsonValue>, string]>([
    ['custom.customer.id', { customer: { id: 7 } }, '7'],
    ['custom.items.1.sku', { items: [{ sku: 'a' }, { sku: 'b' }] }, 'b'],
    ['custom.customer.id', { 'customer.id': 'exact', customer: { id: 'nested' } }, 'exact'],
    ['custom.a.b.c', { 'a.b': { c: 'dotted' }, a: { b: { c: 'nested' } } }, 'dotted'],
    ['custom.first name', { 'first name': 'Priya' }, 'Priya'],
    ['custom.टिकट', { टिकट: 'हाँ' }, '%E0%A4%B9%E0%A4%BE%E0%A4%81'],
    ['custom.vip', { vip: false }, 'false'],
    ['custom.zero', { zero: 0 }, '0'],
  ])('finds %s', (name, fields, value) => {
    expect(fill(`https://crm.example/?x={{${name}}}`, { customFields: custom(fields) })).toBe(
      `https://crm.example/?x=${value}`,
    );
  });

  test('finds a custom field wherever it came from, and the named source first', () => {
    const customFields = [...custom({ id: 'click' }, 'extra_params'), ...custom({ id: 'own' })];
    expect(fill('https://x.example/{{custom.id}}/{{extra_params.id}}', { customFields })).toBe(
      'https://x.example/own/click',
    );
    expect(fill('https://x.example/{{custom.id}}', { customFields: customFields.slice(0, 1) })).toBe(
      'https://x.example/click',
    );
  });

  test('can name a custom that is text and not JSON', () => {
    expect(fill('https://x.example/{{custom}}', { customFields: custom({ custom: 'T-4711' }) })).toBe(
      'https://x.example/T-4711',
    );
    expect(fill('https://x.example/{{custom}}', { customFields: custom({ custom: 'none' }) })).toBe(
      'This call has no “custom”.',
    );
  });
});

describe('a value', () => {
  test.each<[string, string]>([
    ['a&b=c#d?e', 'a%26b%3Dc%23d%3Fe'],
    ['1+1 2', '1%2B1%202'],
    ["it's (so) *bold*!", 'it%27s%20%28so%29%20%2Abold%2A%21'],
    ['%2e%2e', '%252e%252e'],
    ['{{to}}', '%7B%7Bto%7D%7D'],
    ['a\u0000b\r\nc\u2028d', 'a%20b%20c%20d'],
    [' padded\n', 'padded'],
    ['\uD800', '%EF%BF%BD'],
  ])('%j is encoded in the query', (value, encoded) => {
    expect(fill('https://x.example/?t={{custom.ticket}}&end', ticket(value))).toBe(
      `https://x.example/?t=${encoded}&end`,
    );
  });

  test.each(['..', '.', '../admin', 'a/../../b', '..\\windows', 'x/..'])(
    '%j cannot climb out of its place',
    (value) => {
      expect(fill('https://x.example/contact/{{custom.ticket}}/edit', ticket(value))).toBe(
        'The value of “custom.ticket” would lead to another page than the link says.',
      );
      expect(fill('https://x.example/?contact={{custom.ticket}}', ticket(value))).toMatch(/^https:/);
    },
  );

  test('cannot climb together with another one, or with the text beside it', () => {
    const customFields = custom({ ticket: '.', id: '.' });
    for (const path of ['{{custom.ticket}}{{custom.id}}', '.{{custom.ticket}}', '%2e{{custom.ticket}}']) {
      expect(fill(`https://x.example/a/${path}/b`, { customFields })).toMatch(/would lead to another page/);
    }
    expect(fill('https://x.example/v1.{{custom.ticket}}x/b', { customFields: custom({ ticket: '5.' }) })).toBe(
      'https://x.example/v1.5.x/b',
    );
  });

  test('keeps a number’s + where a link has neither host nor query', () => {
    expect(fill('callto:{{to_e164}}', {}, ['callto'])).toBe('callto:+442079460018');
  });

  test.each<[string, JsonValue, string]>([
    ['order', 1, 'This call has no custom field “order”.'],
    ['ticket', '', 'This call has no custom field “ticket”.'],
    ['ticket', ' \n ', 'This call has no custom field “ticket”.'],
    ['ticket', null, 'This call has no custom field “ticket”.'],
    [
      'ticket',
      { id: 1 },
      'The field “custom.ticket” holds several values. Name one of them, such as “custom.ticket.id”.',
    ],
    ['constructor', 1, 'This call has no custom field “constructor”.'],
    ['__proto__.x', 1, 'This call has no custom field “__proto__.x”.'],
  ])('of %s that is missing, or is none, says so (%j)', (name, value, sentence) => {
    expect(fill(`https://x.example/?t={{custom.${name}}}`, ticket(value))).toBe(sentence);
  });

  test('too long for an address says so', () => {
    expect(fill('https://x.example/?t={{custom.ticket}}', ticket('9'.repeat(maximumUrlLength)))).toBe(
      'The link is longer than 2,048 characters.',
    );
  });
});

describe('a template', () => {
  test.each([
    ['https://x.example/{{to', 'Character 19: this “{{” has no “}}” after it.'],
    ['https://x.example/{{', 'Character 19: this “{{” has no “}}” after it.'],
    ['https://x.example/to}}', 'Character 21: this “}}” has no “{{” before it.'],
    ['https://x.example/{{}}', 'Character 19: name a field between the braces, such as “to”.'],
    ['https://x.example/{{#to}}a{{/to}}', /^Character 19: only a field’s name can stand/],
    ['https://x.example/{{^to}}a{{/to}}', /^Character 19: only a field’s name/],
    ['https://x.example/{{#to}}', /^Character 19: only a field’s name/],
    ['https://x.example/{{{to}}}', /^Character 19: only a field’s name/],
    ['https://x.example/{{&to}}', /^Character 19: only a field’s name/],
    ['https://x.example/{{>to}}', /^Character 19: only a field’s name/],
    ['https://x.example/{{! note }}', /^Character 19: only a field’s name/],
    ['https://x.example/{{=<% %>=}}<%to%>', /^Character 19: only a field’s name/],
    [
      'https://x.example/?a={{ticket}}',
      /^Character 22: calls have no field “ticket”\. Custom fields begin with “custom\.”/,
    ],
    ['https://x.example/{{custom.}}', /^Character 19: calls have no field “custom\.”/],
    ['{{to}}', /^Character 1: a field cannot choose where a link leads\. Begin with/],
    ['{{custom.scheme}}://x.example/', /^Character 1: a field cannot choose/],
    ['htt{{to}}://x.example/', /^Character 4: a field cannot choose/],
    ['https://{{custom.host}}/', /^Character 9: .*Write out the host’s name\.$/],
    ['https://crm.{{custom.host}}/', /^Character 13: .*Write out the host’s name\.$/],
    ['https://crm.example{{to}}', /^Character 20: .*Write out the host’s name\.$/],
    ['https://crm.example:{{to}}/', /^Character 21: .*Write out the host’s name\.$/],
    ['https:{{to}}', 'After http:// or https:// comes the host’s name, such as crm.example.'],
    ['https:///{{to}}', 'After http:// or https:// comes the host’s name, such as crm.example.'],
    ['https:\\\\x.example\\{{to}}', 'After http:// or https:// comes the host’s name, such as crm.example.'],
    ['https://bank.example@x.example/{{to}}', /^Character 21: a name or password/],
    ['https://x y/{{to}}', 'This is not an address that can be opened.'],
    ['https://x.example/\t{{to}}', /^Character 19: this is an invisible character/],
    ['crm.example/{{to}}', 'Begin with https:// and the address of the page.'],
    ['', 'Begin with https:// and the address of the page.'],
    ['javascript:alert({{to}})', /never opened/],
    ['JavaScript:alert({{to}})', /never opened/],
    ['file:///etc/{{to}}', /never opened/],
    ['zoiper:{{to}}', /“zoiper:” are not allowed\. Allow “zoiper” in the settings/],
  ])('%s is refused with a sentence', (template, sentence) => {
    expect(fill(template)).toEqual(expect.stringMatching(typeof sentence === 'string' ? exactly(sentence) : sentence));
  });

  test('may have a scheme the person allowed, and never a dangerous one', () => {
    expect(fill('zoiper:{{to}}', {}, ['zoiper'])).toBe('zoiper:442079460018');
    expect(fill('crm-app://contact/{{to}}?from={{callerid}}', {}, ['crm-app'])).toBe(
      'crm-app://contact/442079460018?from=442000000000',
    );
    expect(fill('crm-app://{{to}}', {}, ['crm-app'])).toBe('crm-app://442079460018');
    expect(fill('javascript:{{to}}', {}, ['javascript'])).toMatch(/never opened/);
  });
});

describe('a program for calls', () => {
  const schemes = ['zoomphonecall', 'zoiper', 'callto', 'tel', 'sip', 'skype', 'sip-app'];

  test.each([
    ['zoomphonecall://{{to_e164}}', 'zoomphonecall://+442079460018'],
    ['zoiper://{{to}}', 'zoiper://442079460018'],
    ['callto://{{to_e164}}', 'callto://+442079460018'],
    ['callto://+{{to}}', 'callto://+442079460018'],
    ['zoiper://call.{{to}}', 'zoiper://call.442079460018'],
    ['tel:{{to_e164}}', 'tel:+442079460018'],
    ['tel://{{to_e164}}', 'tel://+442079460018'],
    ['sip:{{to}}@pbx.example', 'sip:442079460018@pbx.example'],
    ['sip://{{to}}@pbx.example:5060', 'sip://442079460018@pbx.example:5060'],
    ['skype:{{to_e164}}?call', 'skype:+442079460018?call'],
    ['zoiper://{{to}}/?from={{callerid}}', 'zoiper://442079460018/?from=442000000000'],
    ['zoiper://{{user}}?x={{to_e164}}#{{agent}}', 'zoiper://202_2222223?x=%2B442079460018#202'],
    ['SIP-APP://{{to}}{{agent}}', 'SIP-APP://442079460018202'],
  ])('is given the number where %s has it', (template, url) => {
    expect(fill(template, {}, schemes)).toBe(url);
  });

  test('must have been allowed', () => {
    expect(fill('zoomphonecall://{{to_e164}}')).toMatch(/“zoomphonecall:” are not allowed/);
  });

  // biome-ignore format: many values to a line
  test.each([
    'evil.example', '10.0.0.1', '::1', '[::1]', 'evil.example/x', 'a@evil.example', 'a:80', 'a/b', 'a\\b', '//evil', '?x', '#x', 'a b',
    '" --run "calc', "'", '`id`', '$(id)', '%2e', '100%', '-oProxyCommand', '--help', '..', '.', 'é', 'ｅｖｉｌ', '１', '\u202E1', '{x}', 'a,b', 'a;b', 'a&b',
    'a=b', 'a|b', '<x>', '*121#', '٤٤',
  ])('is never given %j where its host would stand', (value) => {
    const unsafe = 'The value of “custom.ticket” cannot stand where it is in the link: only letters, digits, “+”, “-” and “_” can stand there.';
    expect(fill('zoiper://{{custom.ticket}}', ticket(value), schemes)).toBe(unsafe);
    expect(fill('zoiper://{{custom.ticket}}@pbx.example/x', ticket(value), schemes)).toBe(unsafe);
    expect(fill('zoiper://pbx.example:{{custom.ticket}}', ticket(value), schemes)).toMatch(/cannot stand|not an address/);
  });

  test('is given any other value as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (value) => {
        const url = fill('zoiper://{{custom.ticket}}/x', ticket(value), schemes);
        if (url.startsWith('zoiper:')) expect(url).toMatch(/^zoiper:\/\/[\w+][\w+-]*\/x$/);
        else expect(url).toMatch(/^(This call has no|The value of)/);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['ftp://{{to}}', ['ftp']],
    ['wss://{{to}}/x', ['wss']],
    ['http://{{to}}', []],
    ['https://{{to}}.example/', []],
  ])('is not meant by %s: that is a server', (template, allowed) => {
    expect(fill(template, {}, allowed)).toMatch(/Write out the host/);
  });

  test.each(['zoiper://a b{{to}}', 'zoiper://{{to}}<x', 'zoiper://{{to}}:port'])('%s is no address', (template) => {
    expect(fill(template, {}, schemes)).toBe('This is not an address that can be opened.');
  });
});

describe('a % of the template', () => {
  test.each([
    ['https://x.example/?q=100%', 'https://x.example/?q=100%25'],
    ['https://x.example/100% sure?q=%', 'https://x.example/100%25 sure?q=%25'],
    ['https://x.example/%zz/%4?a=%2', 'https://x.example/%25zz/%254?a=%252'],
    ['https://x.example/%2F%e2%82%AC?q=%41', 'https://x.example/%2F%e2%82%AC?q=%41'],
    ['https://x.example/%%41', 'https://x.example/%25%41'],
    // Never an escape made together with the value beside it.
    ['https://x.example/?q=%{{to}}', 'https://x.example/?q=%25442079460018'],
    ['https://x.example/?q=%4{{agent}}', 'https://x.example/?q=%254202'],
    ['zoiper:50%{{agent}}', 'zoiper:50%25202'],
  ])('%s is itself where it begins no escape: %s', (template, url) => {
    expect(fill(template, {}, ['zoiper'])).toBe(url);
    expect(() => decodeURIComponent(url)).not.toThrow();
  });
});

const exactly = (text: string) => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

describe('whatever a CRM sends', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom('.', '/', '\\', '..', '%2e', '@', ':', '?', '#', '&', '\n', '\uD800', 'é', '😀'), {
        maxLength: 8,
      })
      .map((parts) => parts.join('')),
  );
  const template =
    'https://crm.example:8443/a/{{custom.one}}/b.{{custom.two}}?x={{custom.one}}&y={{custom.two}}#{{custom.one}}';

  test('scheme, host, the shape of the path and the query’s names stay the author’s', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        const url = fill(template, { customFields: custom({ one, two }) });
        if (!url.startsWith('https:')) {
          expect(url).toMatch(/^(This call has no|The value of)/);
          return;
        }
        const { protocol, host, username, pathname, searchParams } = new URL(url);
        expect({ protocol, host, username }).toEqual({ protocol: 'https:', host: 'crm.example:8443', username: '' });
        expect(pathname.split('/')).toHaveLength(4);
        expect(pathname).toMatch(/^\/a\/[^/]+\/b\./);
        expect([...searchParams.keys()]).toEqual(['x', 'y']);
      }),
      { numRuns: 1000 },
    );
  });

  test('what arrives is what was sent, but for spaces around it and controls', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (one) => {
        const url = fill('https://x.example/?x={{custom.one}}', { customFields: custom({ one }) });
        // Whatever breaks a line is a control as well.
        const sent = one.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
        if (sent === '') expect(url).toMatch(/^This call has no/);
        else expect(new URL(url).searchParams.get('x')).toBe(sent);
      }),
      { numRuns: 500 },
    );
    const broken = fill('https://x.example/?x={{custom.one}}', { customFields: custom({ one: '!\u2028!' }) });
    expect(new URL(broken).searchParams.get('x')).toBe('! !');
  });

  test('any text as a template is a link or a sentence, and leads nowhere by a field', () => {
    const pieces = fc.constantFrom(
      'https://',
      'x.example',
      '/',
      '?a=',
      '#',
      '{{to}}',
      '{{custom.one}}',
      '{{',
      '}}',
      '{{#to}}',
      '@',
      ':',
      '\\',
      ' ',
      'javascript:',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), anyText, (parts, one) => {
        const with1 = fill(parts.join(''), { customFields: custom({ one }) });
        const with2 = fill(parts.join(''), { customFields: custom({ one: 'plain' }) });
        if (with1.startsWith('https://') && with2.startsWith('https://')) {
          expect(new URL(with1).host).toBe(new URL(with2).host);
        } else {
          expect(with1).not.toBe('');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
