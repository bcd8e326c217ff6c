import { describe, expect, it } from 'vitest';
import {
  type TrayCommand,
  type TrayItem,
  trayLook,
  trayMenu,
  trayTooltip,
} from '../../../../electron/tray/tray-menu.ts';
import { call, problem, readMenu, trayState, tunnelProblem } from './tray-fixture.ts';

const noonPassed = new Date().setHours(12, 30, 0, 0);

/** What picking an entry does. */
function commandOf(items: readonly TrayItem[], label: string): TrayCommand | undefined {
  for (const item of items) {
    if (item.kind === 'command' && item.label === label) return item.command;
    const inside = item.kind === 'submenu' ? commandOf(item.items, label) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** The lines before the first separator. */
const head = (lines: string[]): string[] => lines.slice(0, lines.indexOf('---'));

describe('the tray menu', () => {
  it('reads, with nothing received yet', () => {
    expect(readMenu(trayMenu(trayState()))).toEqual([
      '(Listening on port 3425)',
      '(No unread calls)',
      '---',
      '(No calls yet)',
      '---',
      'Pause popups',
      '  For 15 minutes',
      '  For 1 hour',
      '  Until tomorrow',
      'Copy webhook URL',
      'Replace webhook URL…',
      '---',
      'Open DialPop',
      'Settings',
      'Diagnostics…',
      '---',
      'Quit',
    ]);
  });

  it('does what its entries say', () => {
    const menu = trayMenu(trayState());
    expect(commandOf(menu, 'For 15 minutes')).toEqual({ name: 'pause', length: '15_minutes' });
    expect(commandOf(menu, 'For 1 hour')).toEqual({ name: 'pause', length: '1_hour' });
    expect(commandOf(menu, 'Until tomorrow')).toEqual({ name: 'pause', length: 'until_tomorrow' });
    expect(commandOf(menu, 'Copy webhook URL')).toEqual({ name: 'copyUrl' });
    expect(commandOf(menu, 'Replace webhook URL…')).toEqual({ name: 'replaceToken' });
    expect(commandOf(menu, 'Open DialPop')).toEqual({ name: 'openWindow' });
    expect(commandOf(menu, 'Settings')).toEqual({ name: 'openSettings' });
    expect(commandOf(menu, 'Diagnostics…')).toEqual({ name: 'openDiagnostics' });
    expect(commandOf(menu, 'Quit')).toEqual({ name: 'quit' });
  });

  it('says that answers were chosen, whatever else there is, and offers to stop that', () => {
    const answerControl = { status: 503, delayMs: 2000, requests: 5, left: 3, endsAt: noonPassed };
    const state = trayState({ answerControl });
    expect(head(readMenu(trayMenu(state)))).toEqual([
      '(Listening on port 3425)',
      '(The next 3 requests are answered with 503 after 2 s)',
      'Stop choosing answers',
      '(No unread calls)',
    ]);
    expect(commandOf(trayMenu(state), 'Stop choosing answers')).toEqual({ name: 'stopChosenAnswers' });
    expect(trayTooltip(state)).toContain('answered with 503 after 2 s');
    const failing = trayState({ listener: problem('in_use'), answerControl: { ...answerControl, status: null } });
    expect(readMenu(trayMenu(failing))).toContain('(The next 3 requests are answered after 2 s)');
  });

  it('offers to resume, and nothing else about pausing, while paused', () => {
    const menu = trayMenu(trayState({ pausedUntil: noonPassed }));
    const lines = readMenu(menu);
    expect(head(lines)[0]).toMatch(/^\(Popups paused until 12:30\sPM\)$/);
    expect(lines).not.toContain('Pause popups');
    expect(commandOf(menu, 'Resume popups')).toEqual({ name: 'resume' });
  });

  it('names the day when a pause ends on another one', () => {
    const tomorrow = new Date(new Date().setHours(24, 0, 0, 0));
    const [first] = readMenu(trayMenu(trayState({ pausedUntil: tomorrow.getTime() })));
    expect(first).toContain(String(tomorrow.getDate()));
    expect(first).toContain(String(tomorrow.getFullYear()));
  });

  it('tells a port in use from a forbidden one', () => {
    const lines = (reason: 'in_use' | 'forbidden') => readMenu(trayMenu(trayState({ listener: problem(reason) })));
    expect(lines('in_use')[0]).toBe('(Port 3425 is used by another program)');
    expect(lines('forbidden')[0]).toBe('(This system does not allow port 3425)');
  });

  it('offers another port where one is known, and only then', () => {
    const menu = trayMenu(trayState({ listener: problem('in_use', { suggestedPort: 3426 }) }));
    expect(commandOf(menu, 'Use port 3426 instead')).toEqual({ name: 'usePort', port: 3426 });
    expect(readMenu(trayMenu(trayState({ listener: problem('in_use') }))).join()).not.toContain('instead');
  });

  it("gives the system's words for any other problem, on one line and bounded", () => {
    const detail = `EIO:\n\u202Eoops ${'x'.repeat(500)}`;
    const [first = ''] = readMenu(trayMenu(trayState({ listener: problem('failed', { detail }) })));
    expect(first).toMatch(/^\(Cannot listen on port 3425: EIO: oops x+…\)$/);
    expect(first.length).toBeLessThan(100);
  });

  it('tells of a pause also beside a problem', () => {
    const lines = head(readMenu(trayMenu(trayState({ listener: problem('in_use'), pausedUntil: noonPassed }))));
    expect(lines[0]).toContain('used by another program');
    expect(lines[1]).toContain('Popups paused until 12:30');
  });

  it('says while it is not listening yet', () => {
    expect(readMenu(trayMenu(trayState({ listener: { state: 'starting', port: 3425 } })))[0]).toBe('(Starting…)');
  });

  it.each([
    [0, '(No unread calls)'],
    [1, '(1 unread call)'],
    [1200, '(1,200 unread calls)'],
  ])('counts %i unread calls', (unread, text) => {
    expect(readMenu(trayMenu(trayState({ unread })))).toContain(text);
  });
});

describe('the recent calls in the tray menu', () => {
  const labelOf = (changes: Parameters<typeof call>[0]) =>
    readMenu(trayMenu(trayState({}, [call(changes)]))).at(3) ?? '';

  it('are the newest five, in the order given, and each opens itself', () => {
    const calls = [9, 8, 7, 6, 5, 4].map((id) => call({ id, number: `44207946001${id}` }));
    const commands = trayMenu(trayState({}, calls)).flatMap((item) => (item.kind === 'command' ? [item.command] : []));
    expect(commands.filter(({ name }) => name === 'openCall')).toEqual(
      [9, 8, 7, 6, 5].map((id) => ({ name: 'openCall', id })),
    );
  });

  it('show number and time, with the first custom field that says something', () => {
    expect(labelOf({})).toMatch(/^\+44 20 7946 0018 {2}12:04\sPM$/);
    const customFields = [
      { name: 'custom', value: 'none', source: 'custom' },
      { name: 'ticket', value: 4711, source: 'extra_params' },
      { name: 'customer', value: 'Priya', source: 'extra_params' },
    ] as const;
    expect(labelOf({ customFields: [...customFields] })).toMatch(/^\+44 20 7946 0018 {2}ticket 4711 {2}12:04\sPM$/);
  });

  it('stay short and free of characters that deceive', () => {
    const value = `\u202Efdp.exe\u0000${'long '.repeat(5000)}`;
    const label = labelOf({ number: `+${'9'.repeat(400)}`, customFields: [{ name: 'n', value, source: 'custom' }] });
    expect(label.length).toBeLessThan(90);
    expect(label).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
  });

  it('say of a call that it was sent by DialPop itself', () => {
    expect(labelOf({ origin: 'composed' })).toMatch(/^\+44 20 7946 0018 {2}12:04\sPM \(Sent by DialPop\)$/);
  });

  it('have a name also where the number is unknown', () => {
    expect(labelOf({ number: null })).toMatch(/^Outgoing call {2}/);
  });
});

describe('the tunnel in the tray', () => {
  const reachable = { state: 'reachable', url: 'https://pbx.example', latencyMs: 84, checkedAt: 0 } as const;
  const look = (status: Parameters<typeof trayState>[0]) => trayLook(trayState(status).status);

  it('can be checked again from the menu, where there is one', () => {
    for (const tunnel of [reachable, tunnelProblem(true)]) {
      expect(commandOf(trayMenu(trayState({ tunnel })), 'Check the tunnel again')).toEqual({ name: 'checkTunnel' });
    }
    expect(readMenu(trayMenu(trayState()))).not.toContain('Check the tunnel again');
  });

  it('is a problem once it is down, also while it is checked again, and not for a hiccup', () => {
    expect(look({ tunnel: reachable })).toBe('listening');
    expect(look({ tunnel: tunnelProblem(false) })).toBe('listening');
    expect(look({ tunnel: tunnelProblem(true) })).toBe('problem');
    expect(look({ tunnel: { state: 'checking', url: '', isDown: true } })).toBe('problem');
    expect(trayTooltip(trayState({ tunnel: tunnelProblem(true) }))).toBe('DialPop: The tunnel does not reach DialPop');
  });

  it('comes after a problem of the listener, and before a pause', () => {
    const lines = (status: Parameters<typeof trayState>[0]) => head(readMenu(trayMenu(trayState(status))));
    const paused = { pausedUntil: noonPassed, tunnel: tunnelProblem(true) };
    expect(look(paused)).toBe('problem');
    expect(lines(paused)[0]).toBe('(The tunnel does not reach DialPop)');
    expect(lines(paused)[1]).toContain('Popups paused until');
    const both = lines({ listener: problem('in_use'), tunnel: tunnelProblem(true) });
    expect(both[0]).toContain('used by another program');
    expect(both.join()).not.toContain('tunnel does not reach');
  });
});

describe('the tray icon and tooltip', () => {
  it('put a problem before a pause, and a pause before listening', () => {
    expect(trayLook(trayState().status)).toBe('listening');
    expect(trayLook(trayState({ pausedUntil: noonPassed }).status)).toBe('paused');
    expect(trayLook(trayState({ pausedUntil: noonPassed, listener: problem('in_use') }).status)).toBe('problem');
  });

  it('say what the icon means and how many calls are unread', () => {
    expect(trayTooltip(trayState())).toBe('DialPop: Listening on port 3425');
    expect(trayTooltip(trayState({ unread: 2 }))).toBe('DialPop: Listening on port 3425 · 2 unread calls');
    expect(trayTooltip(trayState({ listener: problem('in_use') }))).toBe(
      'DialPop: Port 3425 is used by another program',
    );
  });

  it('fit the 127 characters that Windows shows', () => {
    const listener = problem('failed', { detail: 'x'.repeat(900) });
    expect(trayTooltip(trayState({ listener, unread: 1_000_000 })).length).toBeLessThanOrEqual(127);
  });
});
