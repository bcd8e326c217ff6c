import { describe, expect, test } from 'vitest';
import { defaultPopupRules } from '../../../shared/popup-rules.ts';
import { defaultRequestLimits } from '../../../shared/request-limits.ts';
import { noRetention } from '../../../shared/retention.ts';
import { agentIdSchema, publicUrlSchema, settingsPatchSchema, settingsSchema } from '../../../shared/settings.ts';

const token = '0123456789abcdef0123456789abcdef';
const takes = (patch: unknown) => settingsPatchSchema.safeParse(patch).success;

describe('the settings', () => {
  test('have a default for all but the token', () => {
    expect(settingsSchema.parse({ token })).toEqual({
      port: 3425,
      token,
      publicUrl: '',
      agentIds: [],
      startHidden: false,
      language: 'system',
      homeCountry: 'automatic',
      zoomPercent: 100,
      welcomeDone: false,
      links: [],
      linkSchemes: [],
      popups: defaultPopupRules,
      retention: noRetention,
      requestLimits: defaultRequestLimits,
      savedMessages: [],
      forwardTargets: [],
      pausedUntil: null,
      closeExplained: false,
    });
    expect(settingsSchema.safeParse({}).success).toBe(false);
  });

  test.each(['', token.slice(1), `${token}0`, token.toUpperCase(), `${token.slice(1)}g`, 7, null])(
    'refuse the token %j',
    (bad) => {
      expect(settingsSchema.safeParse({ token: bad }).success).toBe(false);
    },
  );

  test.each([1, 80, 3425, 65_535])('take port %d', (port) => expect(takes({ port })).toBe(true));
  test.each([0, -1, 65_536, 80.5, '80', null, Number.NaN])('refuse port %j', (port) =>
    expect(takes({ port })).toBe(false),
  );

  test.each(['202', '2020', '20', '12345678', '202_2222223'])('take the agent id %s', (id) => {
    expect(agentIdSchema.safeParse(id).success).toBe(true);
  });
  test.each(['', '2', '123456789', '202_', '_202', '202_x', ' 202', '202\n', 'abc', '202,203', 202])(
    'refuse the agent id %j',
    (id) => {
      expect(agentIdSchema.safeParse(id).success).toBe(false);
    },
  );

  test('take fifty agent ids and no more', () => {
    expect(takes({ agentIds: Array.from({ length: 50 }, () => '202') })).toBe(true);
    expect(takes({ agentIds: Array.from({ length: 51 }, () => '202') })).toBe(false);
  });

  test.each([
    '',
    'https://dialpop.example',
    'http://127.0.0.1:8080',
    'https://name.ngrok.app/',
    'https://x.example/a/b',
  ])('take the public address %j', (url) => expect(publicUrlSchema.safeParse(url).success).toBe(true));
  test.each([
    'dialpop.example',
    'ftp://x.example',
    'javascript:alert(1)',
    'https://',
    'https://x.example?a=1',
    'https://x.example#a',
    'https://user:secret@x.example',
    `https://x.example/${'a'.repeat(500)}`,
    null,
  ])('refuse the public address %j', (url) => expect(publicUrlSchema.safeParse(url).success).toBe(false));
});

describe('a change of settings', () => {
  test('names only what changes', () => {
    expect(settingsPatchSchema.parse({})).toEqual({});
    expect(settingsPatchSchema.parse({ startHidden: true })).toEqual({ startHidden: true });
  });

  test('sets neither the token, nor a pause, nor anything unknown', () => {
    for (const patch of [{ token }, { pausedUntil: 1 }, { closeExplained: true }, { theme: 'dark' }, null, [], 'x']) {
      expect(takes(patch)).toBe(false);
    }
  });
});
