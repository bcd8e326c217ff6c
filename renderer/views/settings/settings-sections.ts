/** The settings page's sections, in their order. Each has its component in `settings-view.tsx`. */
export const settingsSections = [
  { id: 'connection', title: 'settings.group.connection' },
  { id: 'links', title: 'settings.group.links' },
  { id: 'popups', title: 'settings.group.popups' },
  { id: 'forwarding', title: 'settings.group.forwarding' },
  { id: 'data', title: 'settings.group.data' },
  { id: 'general', title: 'settings.group.general' },
  { id: 'diagnostics', title: 'settings.group.diagnostics' },
] as const;

export type SettingsSection = (typeof settingsSections)[number]['id'];

/** The section of a name in the page's address; null for none. */
export const findSettingsSection = (name: string | undefined): SettingsSection | null =>
  settingsSections.find(({ id }) => id === name)?.id ?? null;
