import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCallLinkService } from '../../../../electron/links/call-link-service.ts';
import { checkEmail, checkLink, checkPhone, type Gate } from '../../../../electron/links/external-address.ts';
import { fillLinkTemplate, maximumUrlLength, parseLinkTemplate } from '../../../../shared/call-link-template.ts';
import { schemeSchema } from '../../../../shared/call-links.ts';
import { hostileAddresses } from '../../../support/hostile-addresses.ts';
import { linkCall } from '../../../support/link-call.ts';

/** Every scheme of the list, as if a person had allowed each of them. */
const everyScheme = [
  ...new Set(hostileAddresses.map((address) => /^\s*([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase() ?? '')),
].filter((scheme) => !['', 'http', 'https', 'mailto'].includes(scheme));

/** Encoded from end to end: nothing that a program could take for the end of the address. */
const safe = /^[a-z][a-z0-9+.-]*:[\w:/?#[\]@!$&()*+,;=%.~-]*$/i;
const told = (gate: Gate): string => (gate.ok ? gate.url : gate.message);

test.each(hostileAddresses)('%j goes through no gate', (address) => {
  expect(checkLink(address, everyScheme).ok).toBe(false);
  expect(checkEmail(address).ok).toBe(false);
  expect(checkPhone(address).ok).toBe(false);
});

test('a scheme that is never opened cannot be allowed in the settings', () => {
  const possible = everyScheme.filter((scheme) => schemeSchema.safeParse(scheme).success);
  expect(possible).toEqual([]);
});

describe('what goes through the gate of links', () => {
  test.each([
    ['zoiper:1" --run "calc', 'zoiper:1%22%20--run%20%22calc'],
    ["zoiper:1' --run 'calc", 'zoiper:1%27%20--run%20%27calc'],
    ['zoiper:`id`|x^y{z}\\<>', 'zoiper:%60id%60%7Cx%5Ey%7Bz%7D%5C%3C%3E'],
    ['https://crm.example/?q=a|b`{c}^\\', 'https://crm.example/?q=a%7Cb%60%7Bc%7D%5E%5C'],
    ['https:\\\\crm.example\\a', 'https://crm.example/a'],
    ['https:crm.example', 'https://crm.example/'],
  ])('%j is encoded: %s', (text, url) => {
    expect(told(checkLink(text, ['zoiper']))).toBe(url);
  });

  test.each([
    'zoomphonecall://+442079460018',
    'zoiper://442079460018',
    'callto://+442079460018',
    'tel:+442079460018',
    'sip:442079460018@pbx.example',
    'sip://442079460018@pbx.example:5060',
    'skype:+442079460018?call',
  ])('%s of a program for calls stays as it is', (url) => {
    expect(told(checkLink(url, ['zoomphonecall', 'zoiper', 'callto', 'tel', 'sip', 'skype']))).toBe(url);
  });

  test.each([
    ['https://аpple.example/', 'https://xn--pple-43d.example/'],
    ['https://bank.example\u2044login.evil.example/', 'https://bank.xn--examplelogin-xk0g.evil.example/'],
    ['https://ＣＲＭ.example/', 'https://crm.example/'],
    ['https://crm\u200B.example/', 'https://crm.example/'],
    ['https://crm.example/\u202Efdp.exe', 'https://crm.example/%E2%80%AEfdp.exe'],
    ['https://0x7f.1/', 'https://127.0.0.1/'],
  ])('%j shows where it leads: %s', (text, url) => {
    const gate = checkLink(text, []);
    if (gate.ok) expect(gate.url).toBe(url);
    else expect(gate.message).toBe('This is not a link.');
  });

  test('is an address of an allowed scheme in plain ASCII, for any text', () => {
    // biome-ignore format: pieces of addresses, many to a line
    const pieces = fc.constantFrom(
      'https:', 'http:', 'zoiper:', 'file:', 'javascript:', 'data:', '//', '/', '\\', '\\\\', '@', ':', '?', '#', '%', '%00',
      'crm.example', 'evil', '..', ' ', '"', "'", '<', '>', '|', '^', '`', '{', '}', '\n', '\r', '\t', '\u0000', '\u202E', 'é', '\uD800',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 8 }), (parts, rest) => {
        const gate = checkLink(parts.join('') + rest, ['zoiper']);
        if (!gate.ok) return;
        expect(gate.url).toMatch(safe);
        expect(gate.url).toMatch(/^(https?:\/\/[^/@]+\/|zoiper:)/);
        expect(gate.url.length).toBeLessThanOrEqual(maximumUrlLength);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a call link with whatever a call brings', () => {
  const hostileValues = [...hostileAddresses, '" --run "calc', '../../admin', '?x=y#z', '{{to}}', '\u202Efdp.exe'];

  test.each([
    'https://crm.example/c/{{custom.x}}?q={{custom.x}}#{{custom.x}}',
    'zoiper:{{custom.x}}',
    'zoiper://h/{{custom.x}}',
    'zoiper://{{custom.x}}',
    'zoiper://{{custom.x}}@pbx.example/{{custom.x}}',
    'zoiper://pbx.example:{{custom.x}}/',
  ])('%s leads where its author said', (text) => {
    const parsed = parseLinkTemplate(text, ['zoiper']);
    if (!parsed.ok) throw new Error('The template is not valid');
    for (const value of hostileValues) {
      const filled = fillLinkTemplate(
        parsed.template,
        linkCall({ customFields: [{ source: 'custom', name: 'x', value }] }),
      );
      if (!filled.ok) continue;
      const gate = checkLink(filled.url, ['zoiper']);
      if (!gate.ok) continue;
      expect(gate.url).toMatch(safe);
      expect(gate.url.startsWith(text.slice(0, text.indexOf('{{')))).toBe(true);
    }
  });

  test('that was made hostile in the settings file itself is not opened', async () => {
    const opened: string[] = [];
    for (const template of hostileAddresses) {
      const link = { id: 'crm', name: 'CRM', template, condition: { kind: 'always' as const } };
      const service = createCallLinkService({
        getSettings: () => ({ links: [link], linkSchemes: everyScheme }),
        getCall: () => linkCall(),
        openExternal: async (url) => void opened.push(url),
      });
      const result = await service.openCallLink(1, 'crm');
      expect([template, result.ok]).toEqual([template, false]);
    }
    expect(opened).toEqual([]);
  });
});
