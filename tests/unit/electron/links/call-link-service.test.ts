import { describe, expect, test } from 'vitest';
import { createCallLinkService } from '../../../../electron/links/call-link-service.ts';
import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { linkCall } from '../../../support/link-call.ts';

const crm: LinkTemplate = {
  id: 'crm',
  name: 'CRM',
  template: 'https://crm.example/{{to}}',
  condition: { kind: 'always' },
};

function setUp({ links = [crm], failure }: { links?: LinkTemplate[]; failure?: string } = {}) {
  const opened: string[] = [];
  const settings = { links, linkSchemes: ['zoiper'] };
  const service = createCallLinkService({
    getSettings: () => settings,
    getCall: (id) => (id === 1 ? linkCall() : null),
    async openExternal(url) {
      if (failure !== undefined) throw new Error(failure);
      opened.push(url);
    },
  });
  return { service, opened, settings };
}

describe('a link of a call', () => {
  test('is handed to the system in normal form', async () => {
    const { service, opened } = setUp({ links: [{ ...crm, template: 'HTTPS://CRM.example/a b/{{to}}' }] });
    expect(await service.openCallLink(1, 'crm')).toEqual({ ok: true });
    expect(opened).toEqual(['https://crm.example/a%20b/442079460018']);
  });

  test.each<[string, number, string, Partial<LinkTemplate>, string]>([
    ['of a call that is gone', 2, 'crm', {}, 'This call is no longer in the history.'],
    ['that was deleted', 1, 'other', {}, 'This link is no longer in the settings.'],
    [
      'that is not for this call',
      1,
      'crm',
      { condition: { kind: 'field_exists', field: 'custom.x' } },
      'This link is not meant for this call.',
    ],
    [
      'that lacks a field',
      1,
      'crm',
      { template: 'https://crm.example/{{custom.ticket}}' },
      'This call has no custom field “ticket”.',
    ],
    ['that is dangerous', 1, 'crm', { template: 'file:///{{to}}' }, expect.stringContaining('never opened')],
  ])('%s is not opened and says why', async (_what, callId, linkId, changes, message) => {
    const { service, opened } = setUp({ links: [{ ...crm, ...changes }] });
    expect(await service.openCallLink(callId, linkId)).toEqual({ ok: false, message });
    expect(opened).toEqual([]);
  });

  test('that the system cannot open says so in its words', async () => {
    const { service } = setUp({ failure: 'no application' });
    expect(await service.openCallLink(1, 'crm')).toEqual({
      ok: false,
      message: 'The system could not open it: no application',
    });
  });
});

test('a value out of a custom field goes through the gate of its kind', async () => {
  const { service, opened } = setUp();
  await service.openValue('link', 'https://crm.example/1');
  await service.openValue('link', 'zoiper:1');
  await service.openValue('email', 'priya@crm.example');
  await service.openValue('phone', '+44 20 7946 0018');
  for (const [kind, value] of [
    ['link', 'mailto:priya@crm.example'],
    ['link', 'file:///etc/passwd'],
    ['email', 'https://crm.example'],
    ['phone', 'https://crm.example'],
  ] as const) {
    expect(await service.openValue(kind, value)).toMatchObject({ ok: false });
  }
  expect(opened).toEqual(['https://crm.example/1', 'zoiper:1', 'mailto:priya@crm.example', 'tel:+442079460018']);
});
