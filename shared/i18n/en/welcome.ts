/** The first run. */
export const enWelcome = {} as const;
