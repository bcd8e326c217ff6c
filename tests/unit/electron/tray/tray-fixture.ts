import type { TrayItem, TrayState } from '../../../../electron/tray/tray-menu.ts';
import type { CallSummary } from '../../../../shared/calls.ts';

/** A tray state in which all is well, with the given parts changed. */
export function trayState(
  status: Partial<TrayState['status']> = {},
  recentCalls: readonly CallSummary[] = [],
): TrayState {
  const listener = { state: 'listening', port: 3425, url: 'http://127.0.0.1:3425/hook/x' } as const;
  const well = {
    listener,
    history: { status: 'open' },
    pausedUntil: null,
    unread: 0,
    tunnel: { state: 'none' },
    answerControl: null,
  } as const;
  return { status: { ...well, ...status }, recentCalls };
}

/** A listener that cannot listen, for a reason. */
export const problem = (
  reason: 'in_use' | 'forbidden' | 'failed',
  { suggestedPort = null, detail = '' }: { suggestedPort?: number | null; detail?: string } = {},
) => ({ state: 'problem', port: 3425, reason, detail, suggestedPort }) as const;

/** A tunnel that does not lead here: a hiccup, or down for good. */
export const tunnelProblem = (isDown: boolean) =>
  ({
    state: 'problem',
    url: 'https://pbx.example',
    problem: 'refused',
    detail: '',
    checkedAt: 0,
    isDown,
    newUrl: null,
  }) as const;

/** A call as the tray gets it, with the given parts changed. */
export function call(changes: Partial<CallSummary> = {}): CallSummary {
  return {
    id: 1,
    number: '442079460018',
    callerid: null,
    agent: '202_2222223',
    receivedAt: new Date().setHours(12, 4, 0, 0),
    status: 'started',
    statusLeg: 'a',
    isOver: false,
    isClickToCall: false,
    customFields: [],
    unread: false,
    popup: null,
    deliveries: 1,
    isPinned: false,
    note: '',
    origin: 'received',
    found: null,
    ...changes,
  };
}

/** The menu as a person reads it: one line an entry, what cannot be picked in brackets, submenus indented. */
export const readMenu = (items: readonly TrayItem[]): string[] => items.flatMap(readItem);

function readItem(item: TrayItem): string[] {
  switch (item.kind) {
    case 'separator':
      return ['---'];
    case 'text':
      return [`(${item.label})`];
    case 'command':
      return [item.label];
    case 'submenu':
      return [item.label, ...readMenu(item.items).map((line) => `  ${line}`)];
  }
}
