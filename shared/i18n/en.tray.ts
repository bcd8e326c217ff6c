export const enTray = {} as const;
