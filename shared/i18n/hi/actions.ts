/** Every action by name, the list of keys, the command palette, languages. */
export const hiActions = {} as const;
