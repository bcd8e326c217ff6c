import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { defaultPopupRules, type PopupRules } from '../../shared/popup-rules.ts';
import { customerLeg, expect, newCall, projectRoot, test, waitFor } from '../support/desktop.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { holdClock } from '../support/held-clock.ts';
import { expectAccessible, lookAt, pictures } from '../support/page-checks.ts';

function writeRules(userData: string, popups: Partial<PopupRules>, settings: object = {}): void {
  const file = { token: 'a'.repeat(32), welcomeDone: true, ...settings, popups: { ...defaultPopupRules, ...popups } };
  writeFileSync(`${userData}/settings.json`, JSON.stringify(file));
}

const readRules = (userData: string): PopupRules =>
  JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8')).popups;

/** Listens on the bus to what is really sent to the notification service. */
async function watchNotify(env: NodeJS.ProcessEnv): Promise<{ sent: () => string[]; monitor: ChildProcess }> {
  const filter = "interface='org.freedesktop.Notifications',member='Notify'";
  const monitor = spawn('dbus-monitor', ['--session', filter], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  monitor.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  await waitFor('the monitor', () => output.includes('NameAcquired'));
  return { sent: () => output.split(/^method call /m).slice(1), monitor };
}

test('the agent’s leg, the customer’s, or whichever comes first', async ({ desktop, launch, userData }) => {
  writeRules(userData, { leg: 'customer' });
  const app = await launch();
  const agentLeg = newCall({ to: '442000000031' });
  await app.post(agentLeg);
  await waitFor('the outcome', async () => (await app.history())[0]?.popup?.reason === 'other_leg');
  expect(desktop.notifications()).toEqual([]);
  await app.post(customerLeg(agentLeg));
  await waitFor('the popup', () => desktop.notifications().length === 1);

  // A dialled call has one start alone, and pops at it.
  const dialled = newCall({ to: '442000000032', extra_params: undefined, request_id: undefined });
  await app.post(dialled);
  await waitFor('the dialled call', () => desktop.notifications().length === 2);
  // What became of a popup is written down after it is on show.
  await expect
    .poll(async () => (await app.history()).map(({ popup }) => popup?.reason))
    .toEqual([null, null, 'other_leg']);
});

test('quiet hours keep popups back, say so, and record the call', async ({ desktop, launch, userData }) => {
  writeRules(userData, { quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] });
  const app = await launch({ hidden: false });
  await app.post(newCall());
  await waitFor('the outcome', async () => (await app.history())[0]?.popup?.reason === 'quiet_hours');
  expect(desktop.notifications()).toEqual([]);
  const page = await app.window();
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByText('Not shown: these are quiet hours.')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('Quiet hours, no popups at all');
});

test('a popup without sound tells the service so, and one with it does not', async ({ desktop, launch, userData }) => {
  writeRules(userData, { hasSound: false });
  const app = await launch({ hidden: false });
  const { sent, monitor } = await watchNotify(desktop.env);
  try {
    await app.post(newCall());
    await waitFor('the silent popup', () => sent().length === 1);
    expect(sent()[0]).toMatch(/string "suppress-sound"\s+variant\s+boolean true/);

    const page = await app.window();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('switch', { name: 'Sound' }).click();
    await expect.poll(() => readRules(userData).hasSound).toBe(true);
    await app.post(newCall());
    await waitFor('the other popup', () => sent().length === 2);
    expect(sent()[1]).not.toContain('suppress-sound');
  } finally {
    monitor.kill();
  }
});

test.describe('bursts', () => {
  test('of calls are one popup that says how many, in its place, and the history has each', async ({
    desktop,
    launch,
  }) => {
    const app = await launch();
    await holdClock(app);
    const numbers = Array.from({ length: 12 }, (_none, index) => `4420000000${40 + index}`);
    await Promise.all(numbers.map((to) => app.post(newCall({ to }))));
    await waitFor('the count', () => desktop.notifications().some(({ summary }) => summary === '12 calls started'));
    await waitFor('one popup on the screen', async () => (await desktop.dunst.countShown()) === 1);
    await desktop.screenshot('popup-burst');

    const received = desktop.notifications();
    const singles = received.filter(({ summary }) => summary.startsWith('+44'));
    const summaries = received.filter(({ summary }) => /^\d+ calls started$/.test(summary));
    expect(singles).toHaveLength(3);
    expect(new Set(summaries.map(({ id }) => id)).size).toBe(1);
    expect(summaries.at(-1)?.body).toMatch(/^(\+44 20 0000 00\d\d · United Kingdom\n){4}and 8 more$/);

    const history = await app.history();
    expect(history).toHaveLength(12);
    expect(history.map(({ popup }) => popup?.status)).toEqual(history.map(() => 'shown'));

    await desktop.dunst.click();
    await expect((await app.window()).getByRole('listbox').getByRole('option')).toHaveCount(12);
  });

  test('end once it is calm: the next call pops by itself', async ({ desktop, launch }) => {
    const app = await launch();
    const clock = await holdClock(app);
    for (let call = 0; call < 5; call += 1) await app.post(newCall({ to: `4420000000${60 + call}` }));
    await waitFor('the count', () => desktop.notifications().some(({ summary }) => summary === '5 calls started'));
    // Each call prolongs the burst.
    await clock.advance(1900);
    await app.post(newCall({ to: '442000000070' }));
    await waitFor('the count', () => desktop.notifications().some(({ summary }) => summary === '6 calls started'));
    await clock.advance(2100);
    await app.post(newCall({ to: '442000000071' }));
    await waitFor('a popup of its own', () =>
      desktop.notifications().some(({ summary }) => summary.startsWith('+44 20 0000 0071')),
    );
    expect(desktop.notifications().some(({ summary }) => summary.startsWith('+44 20 0000 0070'))).toBe(false);
  });
});

test('do not disturb is told in the status line with the way out, noticed when it changes, and popups are kept', async ({
  desktop,
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const statusLine = page.getByRole('contentinfo');
  await expect(statusLine).toContainText('Popups on');
  try {
    await desktop.dunst.setPaused(true);
    await expect(statusLine).toContainText('Do not disturb is on, so popups are held back.');
    await expect(statusLine).toContainText('dunstctl set-paused false');
    await expectAccessible(page);
    await page.screenshot({ path: `${projectRoot}/dist/screenshots/do-not-disturb.png` });
    await page.setViewportSize({ width: 640, height: 480 });
    await page.screenshot({ path: `${projectRoot}/dist/screenshots/do-not-disturb-small.png` });

    await app.post(newCall());
    await waitFor('the popup to be sent', () => desktop.notifications().length === 1);
    expect(await desktop.dunst.countShown()).toBe(0);
  } finally {
    await desktop.dunst.setPaused(false);
  }
  await expect(statusLine).toContainText('Popups on');
  await waitFor('the popup that was kept', async () => (await desktop.dunst.countShown()) === 1);
});

test('do not disturb that was on before the start is told too', async ({ desktop, launch }) => {
  try {
    await desktop.dunst.setPaused(true);
    const app = await launch({ hidden: false });
    await expect((await app.window()).getByRole('contentinfo')).toContainText('Do not disturb is on');
  } finally {
    await desktop.dunst.setPaused(false);
  }
});

test.describe('services other than dunst', () => {
  /** A service that answers as another desktop's does: what it returns for each method or property, signature first. */
  async function startService(env: NodeJS.ProcessEnv, answers: Record<string, [signature: string, ...unknown[]]>) {
    const bus = sessionBus({ busAddress: String(env['DBUS_SESSION_BUS_ADDRESS']) });
    const notified: Message[] = [];
    bus.addMethodHandler((message) => {
      if (message.type !== MessageType.METHOD_CALL) return false;
      if (message.member === 'Notify') notified.push(message);
      const asked =
        message.member === 'Get' || message.member === 'GetProperty' ? String(message.body[1]) : message.member;
      const answer = answers[asked ?? ''];
      const [signature = '', ...body] = answer ?? [];
      bus.send(
        answer === undefined
          ? Message.newError(message, 'org.freedesktop.DBus.Error.UnknownProperty', 'unknown')
          : Message.newMethodReturn(message, signature, body),
      );
      return true;
    });
    for (const name of ['org.freedesktop.Notifications', 'org.xfce.Xfconf']) await bus.requestName(name);
    return { bus, notified };
  }
  const basics: Record<string, [string, ...unknown[]]> = {
    GetCapabilities: ['as', ['body']],
    Notify: ['u', 1],
    GetServerInformation: ['ssss', 'Some service', 'x', '1', '1.2'],
  };

  for (const [name, property, information] of [
    ['Plasma', 'Inhibited', basics],
    [
      'Xfce',
      '/do-not-disturb',
      { ...basics, GetServerInformation: ['ssss', 'Xfce Notify Daemon', 'Xfce', '0.7', '1.2'] },
    ],
  ] as [string, string, typeof basics][]) {
    test(`${name}’s do not disturb is told, and popups are sent, without actions it does not have`, async ({
      launch,
    }) => {
      // The panel would bring the settings of Xfce with it.
      const desktop = await startVirtualDesktop({ dunst: false, panel: false });
      const answers = { ...information, [property]: ['v', new Variant('b', true)] as [string, unknown] };
      const { bus, notified } = await startService(desktop.env, answers);
      try {
        const app = await launch({ env: desktop.env, hidden: false });
        const statusLine = (await app.window()).getByRole('contentinfo');
        await expect(statusLine).toContainText('Turn it off in your desktop’s notification settings.');
        // It says nothing when it changes; the next popup asks it.
        answers[property] = ['v', new Variant('b', false)];
        await app.post(newCall());
        await waitFor('the popup', () => notified.length === 1);
        expect(notified[0]?.body[5]).toEqual([]);
        await expect(statusLine).toContainText('Popups on');
        await app.quit();
      } finally {
        bus.disconnect();
        await desktop.stop();
      }
    });
  }
});

test('custom fields are chosen and put in order with the keyboard, and the popup tells them so', async ({
  desktop,
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const custom = JSON.stringify({ ticket: 4711, plan: 'Gold', customer: { id: 7 } });
  await app.post(newCall({ to: '442000000001', custom, extra_params: undefined }));
  await page.getByRole('button', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Popups' });
  // Chosen while the last call is still being read.
  const reading = await holdAnswers(app, 'calls:get');
  await page.reload();
  await section.getByRole('combobox', { name: 'Custom fields' }).selectOption('These, in this order');
  await waitFor('the last call to be asked for', async () => (await reading.waiting()) > 0);
  await reading.releaseAll();
  const list = section.getByRole('list', { name: 'Custom fields in popups' });
  const names = () => list.locator('.field-chosen').allTextContents();
  await expect.poll(names).toEqual(['ticket', 'plan', 'customer']);

  await list.getByRole('button', { name: 'Remove customer' }).focus();
  await page.keyboard.press('Enter');
  await expect(section.getByLabel('Name of a custom field')).toBeFocused();
  await page.keyboard.type('customer.id');
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['ticket', 'plan', 'customer.id']);
  await list.getByRole('button', { name: 'Move customer.id up' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['customer.id', 'ticket', 'plan']);
  await expect(section.getByRole('figure').getByText('customer.id: 7')).toBeVisible();
  await expect.poll(() => readRules(userData).fields).toEqual(['customer.id', 'ticket', 'plan']);

  await desktop.dunst.closeAll();
  await app.post(newCall({ to: '442000000002', custom, extra_params: undefined }));
  const popup = await waitFor('the popup', () =>
    desktop.notifications().find(({ summary }) => summary.startsWith('+44 20 0000 0002')),
  );
  expect(popup.body).toBe('Agent 202\ncustomer.id: 7\nticket: 4711\nplan: Gold');
});

test('the rules are set in the settings and survive a restart', async ({ launch, userData }) => {
  const crm = { id: 'crm', name: 'CRM', template: 'https://crm.example/{{to}}', condition: { kind: 'always' } };
  writeRules(userData, {}, { links: [crm], agentIds: ['202'] });
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall({ custom: '{"ticket": 4711, "customer": "Priya Raman"}' }));
  await page.getByRole('button', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Popups' });

  await section.getByRole('combobox', { name: 'Pop up when' }).selectOption('The customer rings');
  await section.getByRole('button', { name: 'Add quiet hours' }).click();
  const row = section.getByRole('group', { name: 'Quiet hours 1' });
  await expect(row.getByRole('button', { name: 'Monday' })).toBeFocused();
  // Quick changes build on each other.
  await row.getByRole('button', { name: 'Saturday' }).click();
  await row.getByRole('button', { name: 'Sunday' }).click();
  await row.getByLabel('From').fill('19:30');
  await row.getByLabel('To').fill('07:45');
  await expect(row.getByText('next day')).toBeVisible();
  await section.getByRole('combobox', { name: 'Clicking a popup' }).selectOption('Open in CRM');
  await section.getByRole('combobox', { name: 'Button 1' }).selectOption('Copy the number');
  await section.getByRole('combobox', { name: 'Button 2' }).selectOption('Open DialPop on the call');
  await section.getByRole('combobox', { name: 'When a call starts' }).selectOption('Open in CRM');
  const preview = section.getByRole('figure');
  await expect(preview).toContainText('Agent 202');
  await expect(preview.getByRole('listitem')).toHaveText(['Copy number', 'Open']);

  const rules: PopupRules = {
    click: { kind: 'open_link', linkId: 'crm' },
    buttons: [{ kind: 'copy_number' }, { kind: 'open_window' }],
    openLinkAtStart: 'crm',
    quietHours: [{ days: [1, 2, 3, 4, 5], from: '19:30', to: '07:45' }],
    hasSound: true,
    fields: null,
    leg: 'customer',
  };
  await expect.poll(() => readRules(userData)).toEqual(rules);
  await page.setViewportSize({ width: 1120, height: 1900 });
  await lookAt(page, 'popup-rules');
  await page.setViewportSize({ width: 640, height: 480 });
  await section.getByRole('combobox', { name: 'Button 1' }).scrollIntoViewIfNeeded();
  await pictures(page, 'popup-rules-small');

  await app.quit();
  await launch();
  expect(readRules(userData)).toEqual(rules);
});
