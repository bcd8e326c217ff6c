import { describe, expect, test } from 'vitest';
import { classifyValue } from '../../../../renderer/format/value-kind.ts';
import type { JsonValue } from '../../../../shared/json.ts';

const kindOf = (value: JsonValue, name = 'field') => classifyValue(name, value).kind;

describe('a value', () => {
  test.each([
    ['https://crm.example/contacts/8812', 'crm.example/contacts/8812'],
    ['http://crm.example/', 'crm.example'],
    [' HTTPS://CRM.example/a?b=c#d ', 'crm.example/a?b=c#d'],
    ['https://bücher.example/x', 'xn--bcher-kva.example/x'],
  ])('%s is a link that shows its true host', (value, text) => {
    expect(classifyValue('record', value)).toMatchObject({ kind: 'link', text });
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'https://bank.example@elsewhere.example/',
    'https://crm.example/a b',
    'https://',
    'https://crm.example/\u202Egnp.exe',
    'crm.example/contacts',
    `https://crm.example/${'x'.repeat(5000)}`,
  ])('%s is text', (value) => {
    expect(kindOf(value)).toBe('plain');
  });

  test('is an e-mail address where it is one', () => {
    expect(classifyValue('mail', 'priya.raman@example.com')).toEqual({
      kind: 'email',
      address: 'priya.raman@example.com',
    });
    for (const text of ['priya@', '@example.com', 'a@b', 'a@b.c?bcc=x@y.zz', 'two words@example.com']) {
      expect(kindOf(text)).toBe('plain');
    }
  });

  test('is a telephone number with a plus, or where its name says so', () => {
    expect(classifyValue('x', '+44 20 0000 0001')).toEqual({ kind: 'phone', address: '+442000000001' });
    expect(kindOf('442000000001')).toBe('plain');
    expect(classifyValue('alt_phone', '442000000001')).toEqual({ kind: 'phone', address: '442000000001' });
    expect(kindOf(442000000001, 'mobile')).toBe('phone');
    expect(kindOf(442000000001, 'account')).toBe('plain');
    expect(kindOf('+1')).toBe('plain');
    expect(kindOf('123', 'phone')).toBe('plain');
    expect(kindOf('1234567890', 'hotel')).toBe('plain');
  });

  test('of another kind is what it is', () => {
    for (const value of [true, null, '', 4711, { a: 'https://crm.example' }, ['a@example.com']]) {
      expect(kindOf(value)).toBe('plain');
    }
  });
});
