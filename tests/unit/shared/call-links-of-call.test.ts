import { describe, expect, test } from 'vitest';
import type { LinkCondition, LinkTemplate } from '../../../shared/call-links.ts';
import { linksOfCall } from '../../../shared/call-links-of-call.ts';
import { settingsSchema } from '../../../shared/settings.ts';
import { linkCall } from '../../support/link-call.ts';

const call = linkCall({
  customFields: [
    { name: 'ticket', value: 4711, source: 'custom' },
    { name: 'plan', value: ' Gold ', source: 'extra_params' },
    { name: 'customer', value: { id: 7 }, source: 'custom' },
    { name: 'empty', value: '', source: 'custom' },
  ],
});
const link = (changes: Partial<LinkTemplate> = {}): LinkTemplate => ({
  id: 'crm',
  name: 'CRM',
  template: 'https://crm.example/{{to}}',
  condition: { kind: 'always' },
  ...changes,
});

describe('the links of a call', () => {
  test.each<[LinkCondition, boolean]>([
    [{ kind: 'always' }, true],
    [{ kind: 'field_exists', field: 'custom.ticket' }, true],
    [{ kind: 'field_exists', field: 'custom.customer' }, true],
    [{ kind: 'field_exists', field: 'custom.customer.id' }, true],
    [{ kind: 'field_exists', field: 'request_id' }, true],
    [{ kind: 'field_exists', field: 'custom.empty' }, false],
    [{ kind: 'field_exists', field: 'custom.order' }, false],
    [{ kind: 'field_exists', field: 'nothing' }, false],
    [{ kind: 'field_equals', field: 'custom.ticket', value: '4711' }, true],
    [{ kind: 'field_equals', field: 'custom.plan', value: 'gold' }, true],
    [{ kind: 'field_equals', field: 'custom.ticket', value: '471' }, false],
    [{ kind: 'field_equals', field: 'custom.customer', value: '[object Object]' }, false],
    [{ kind: 'field_equals', field: 'custom.order', value: '' }, false],
  ])('are offered when %j holds', (condition, isOffered) => {
    expect(linksOfCall(call, [link({ condition })], [])).toHaveLength(isOffered ? 1 : 0);
  });

  test('come in their own order, each with its address or why there is none', () => {
    const links = [
      link(),
      link({ id: 'order', name: 'Orders', template: 'https://crm.example/?order={{custom.order}}' }),
      link({ id: 'phone', name: 'Phone', template: 'zoiper:{{to}}' }),
    ];
    expect(linksOfCall(call, links, [])).toEqual([
      { id: 'crm', name: 'CRM', status: 'ready', url: 'https://crm.example/442079460018' },
      { id: 'order', name: 'Orders', status: 'unavailable', reason: 'This call has no custom field “order”.' },
      {
        id: 'phone',
        name: 'Phone',
        status: 'unavailable',
        reason: expect.stringContaining('“zoiper:” are not allowed'),
      },
    ]);
    expect(linksOfCall(call, links, ['zoiper'])[2]).toMatchObject({ status: 'ready', url: 'zoiper:442079460018' });
  });
});

test.each([
  'javascript',
  'data',
  'file',
  'vbscript',
  'blob',
  'about',
  'chrome',
  'dialpop',
  'shell',
  'UPPER',
  'c',
  'a b',
  '',
])('the settings take no scheme “%s”, and forget one that a file holds', (scheme) => {
  const settings = { token: '0'.repeat(32), linkSchemes: [scheme] };
  expect(settingsSchema.safeParse(settings).success).toBe(false);
  expect(settingsSchema.safeParse({ ...settings, linkSchemes: ['zoiper'] }).success).toBe(true);
});
