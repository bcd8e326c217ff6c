import { customerLeg, expect, newCall, test, waitFor } from '../support/desktop.ts';
import { asTexts, sample } from '../support/webhook-fixture.ts';

test.describe('a call start becomes a popup, a row and custom fields', () => {
  for (const way of ['POST', 'GET'] as const) {
    test(`by ${way}`, async ({ desktop, launch }) => {
      const app = await launch();
      const { fields } = sample('outgoing-started');
      const answer = way === 'POST' ? await app.post(sample('outgoing-started').text) : await app.get(asTexts(fields));
      expect(answer).toMatchObject({ status: 200, body: '{"status":"accepted"}' });

      await waitFor('the daemon to receive it', () => desktop.notifications().length > 0);
      await expect
        .poll(() => desktop.notifications())
        .toMatchObject([
          {
            appName: 'DialPop',
            summary: '+44 20 0000 0001 · United Kingdom',
            body: 'Agent 202\nclick2call: true\ncrm: true',
            actions: ['default'],
          },
        ]);

      await desktop.screenshot(`popup-${way.toLowerCase()}`);
      await desktop.dunst.click();
      const page = await app.window();
      await expect(page.getByRole('heading', { name: '+44 20 0000 0001' })).toBeVisible();
      await expect(page.getByText('click2call', { exact: true }).first()).toBeVisible();
      await expect(page.getByText('crm', { exact: true }).first()).toBeVisible();
      await expect.poll(() => desktop.notifications()).toHaveLength(1);
      expect(await app.history()).toMatchObject([
        {
          kind: 'outgoing_started',
          deliveries: 1,
          popup: { status: 'shown', reason: null },
          event: { to: '442000000001', custom: { crm: 'true' }, extra_params: { click2call: 'true' }, app_id: 2223343 },
        },
      ]);
    });
  }

  test('the click opens the call that was clicked, not just any', async ({ desktop, launch }) => {
    const app = await launch();
    await app.post(newCall({ to: '442000000011' }));
    await waitFor('the first popup', async () => (await desktop.dunst.countShown()) === 1);
    await desktop.dunst.click();
    const page = await app.window();
    await expect(page.getByRole('heading', { name: '+44 20 0000 0011' })).toBeVisible();

    await desktop.dunst.closeAll();
    await app.post(newCall({ to: '442000000012' }));
    await waitFor('the second popup', () => desktop.notifications().length === 2);
    await expect(page.getByRole('heading', { name: '+44 20 0000 0011' })).toBeVisible();
    await desktop.dunst.click();
    await expect(page.getByRole('heading', { name: '+44 20 0000 0012' })).toBeVisible();
  });
});

test.describe('one popup for a call', () => {
  test('a second leg with the same number adds none; redeliveries, other events and CDRs neither', async ({
    desktop,
    launch,
  }) => {
    const app = await launch();
    const agentLeg = newCall();
    await app.post(agentLeg);
    await waitFor('the popup', () => desktop.notifications().length === 1);
    await app.post(agentLeg);
    await app.post(customerLeg(agentLeg));
    await app.post(customerLeg(agentLeg, { status: 'answered' }));
    await app.post({ ...agentLeg, type: 'cdr', status: 'answered' });
    await app.post(sample('incoming-agent-leg-started').text);

    const history = await waitFor('every outcome', async () => {
      const lines = await app.history();
      return lines.length === 5 && lines.every(({ popup }) => popup !== null) && lines;
    });
    expect(history.map(({ kind, popup, deliveries }) => [kind, popup?.reason, deliveries]).toReversed()).toEqual([
      ['outgoing_started', null, 2],
      ['outgoing_started', 'same_call', 1],
      ['live_event', 'not_a_call_start', 1],
      ['cdr', 'not_a_call_start', 1],
      ['live_event', 'not_a_call_start', 1],
    ]);
    await expect.poll(() => desktop.notifications()).toHaveLength(1);
  });

  test('a second leg with another number replaces the popup in its place', async ({ desktop, launch }) => {
    const app = await launch();
    const agentLeg = newCall({ to: '442000000202' });
    await app.post(agentLeg);
    await waitFor('the popup', () => desktop.notifications().length === 1);
    await app.post(customerLeg(agentLeg, { to: '+919000000003' }));
    await waitFor('the replacement', () => desktop.notifications().length === 2);

    const [first, second] = desktop.notifications();
    expect(second?.id).toBe(first?.id);
    expect(second?.summary).toBe('+91 90000 00003 · India');
    expect(await desktop.dunst.countShown()).toBe(1);
  });
});

test('text that deceives or is markup reaches the daemon harmless', async ({ desktop, launch }) => {
  const app = await launch();
  const custom = {
    'na<b>me': '<i>x</i> & "y"',
    bidi: 'abc\u202Edef',
    line: 'one\ntwo\u0007',
    long: 'x'.repeat(500),
    fifth: 'no',
  };
  await app.post(newCall({ custom: JSON.stringify(custom), extra_params: '' }));
  await waitFor('the popup', () => desktop.notifications().length === 1);
  const [{ body } = { body: '' }] = desktop.notifications();
  const lines = body.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'Agent 202',
    'na&lt;b&gt;me: &lt;i&gt;x&lt;/i&gt; &amp; "y"',
    'bidi: abc def',
    'line: one two',
  ]);
  expect(lines[4]).toMatch(/^long: x{50,90}…$/);
  expect(lines).toHaveLength(5);
});

test('only my calls pop, and all are recorded', async ({ desktop, launch, userData }) => {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ token: 'a'.repeat(32), agentIds: ['203'] }));
  const app = await launch();
  await app.post(newCall({ user: '202_2222223' }));
  await app.post(newCall({ user: '203_2222223', to: '442000000203' }));
  await waitFor('both outcomes', async () => {
    const lines = await app.history();
    return lines.length === 2 && lines.every(({ popup }) => popup !== null);
  });
  await expect
    .poll(() => desktop.notifications().map(({ summary }) => summary))
    .toEqual(['+44 20 0000 0203 · United Kingdom']);
  expect((await app.history()).map(({ popup }) => popup?.reason)).toEqual([null, 'not_my_call']);
});
