import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEmail, checkLink, checkPhone, type Gate } from '../../../../electron/links/external-address.ts';

const told = (gate: Gate): string => (gate.ok ? gate.url : gate.message);

describe('a link', () => {
  test.each([
    ['https://crm.example/contacts/1?a=b#c', 'https://crm.example/contacts/1?a=b#c'],
    [' http://CRM.example ', 'http://crm.example/'],
    ['https://crm.example/a b', 'https://crm.example/a%20b'],
    ['https://пример.example/', 'https://xn--e1afmkfd.example/'],
    ['zoiper:442079460018', 'zoiper:442079460018'],
  ])('%s is opened as %s', (text, url) => {
    expect(told(checkLink(text, ['zoiper']))).toBe(url);
  });

  test.each([
    'javascript:alert(1)',
    ' JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'blob:https://x.example/1',
    'about:blank',
    'chrome://settings',
    'dialpop://app/',
    'shell:startup',
    'view-source:https://x.example',
    'ms-msdt:/id x',
    '\\\\server\\share',
    '/etc/passwd',
    'C:\\Windows\\system32\\calc.exe',
    'crm.example',
    'https://',
    'https://bank.example@evil.example/',
    'https://user:password@evil.example/',
    'https://x.example/\r\nHost: evil.example',
    `https://x.example/${'9'.repeat(3000)}`,
    'mailto:a@b.example?bcc=c@d.example',
    '',
  ])('%j is refused, even with every scheme allowed', (text) => {
    const all = [
      'javascript',
      'data',
      'file',
      'vbscript',
      'blob',
      'about',
      'chrome',
      'dialpop',
      'shell',
      'view-source',
    ];
    expect(checkLink(text, [...all, 'ms-msdt']).ok).toBe(false);
  });

  test('of a scheme that was not allowed says how to allow it', () => {
    expect(told(checkLink('zoiper:1', []))).toMatch(/Allow “zoiper” in the settings/);
  });
});

describe('an e-mail address', () => {
  test.each([
    ['priya@crm.example', 'mailto:priya@crm.example'],
    ['MAILTO:priya@crm.example', 'mailto:priya@crm.example'],
    [' priya+x@crm.example ', 'mailto:priya%2Bx@crm.example'],
    ['josé@müller.example', 'mailto:jos%C3%A9@m%C3%BCller.example'],
  ])('%s becomes %s', (text, url) => {
    expect(told(checkEmail(text))).toBe(url);
  });

  test.each([
    'priya@crm.example?bcc=eve@evil.example',
    'mailto:priya@crm.example?subject=x',
    'priya?bcc=eve@evil.example',
    'priya@crm.example&bcc=eve@evil.example',
    'priya@crm.example\nBcc: eve@evil.example',
    'priya@crm.example\r\nBcc: eve@evil.example',
    'priya@crm.example,eve@evil.example',
    'priya@crm.example;eve@evil.example',
    'priya%0ABcc:eve@evil.example',
    'priya@crm.example%3Fbcc=eve@evil.example',
    'Priya <priya@crm.example>',
    '"a b"@crm.example',
    'priya',
    '@crm.example',
    'priya@crm',
    `${'p'.repeat(250)}@crm.example`,
    '',
  ])('%j is refused', (text) => {
    expect(told(checkEmail(text))).toBe('This is not an e-mail address.');
  });

  test('of any text brings one recipient and no header', () => {
    const any = fc.array(
      fc.constantFrom('a', '@', '.', '?', '&', '=', 'bcc', '\n', '\r', '%0A', ',', ' ', 'é', '\u2028'),
      {
        maxLength: 14,
      },
    );
    fc.assert(
      fc.property(any, (parts) => {
        const gate = checkEmail(parts.join(''));
        if (!gate.ok) return;
        expect(gate.url).toMatch(/^mailto:[^?&,;\s]+@[^?&,;\s@]+$/);
        const url = new URL(gate.url);
        expect(url.search + url.hash).toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a telephone number', () => {
  test.each([
    ['+44 20 7946 0018', 'tel:+442079460018'],
    ['tel:(020) 7946-0018', 'tel:02079460018'],
    ['442079460018', 'tel:442079460018'],
  ])('%s becomes %s', (text, url) => {
    expect(told(checkPhone(text))).toBe(url);
  });

  test.each([
    '*21*442079460018#',
    '+44;ext=1',
    '44,,1',
    '+',
    '1',
    'call me',
    '0044?x',
    '4+4',
    `4${'4'.repeat(20)}`,
    '',
  ])('%j is refused', (text) => {
    expect(told(checkPhone(text))).toBe('This is not a telephone number.');
  });
});
