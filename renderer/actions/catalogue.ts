/**
 * Every action of the window: its keys, and where it stands in the list of keys and in the
 * command palette. A component that can do one binds it with `useAction`; what nobody
 * binds at the moment is listed all the same, so that people can learn it.
 *
 * A key is `event.key` as it is typed, with `Mod+` before it for Ctrl (Cmd on macOS) and `Shift+`
 * where the key alone does not tell. Keys without `Mod` do nothing while text is typed.
 */
export const actionCatalogue = {
  // Getting around.
  goToCalls: { group: 'window', keys: ['Mod+1'] },
  goToRequests: { group: 'window', keys: ['Mod+2'] },
  goToSettings: { group: 'window', keys: ['Mod+3', 'Mod+,'] },

  // Finding calls.

  // One call.
  openCallLink: { group: 'call', keys: ['o'] },
  showCallLinks: { group: 'call', keys: ['Shift+O'] },

  // Popups.

  // The tunnel and the test call.

  // Keeping tidy.

  // For everyone.
} as const satisfies Record<string, ActionEntry>;

export interface ActionEntry {
  group: 'window' | 'find' | 'call' | 'popups' | 'data';
  keys: readonly string[];
}

export type ActionId = keyof typeof actionCatalogue;
