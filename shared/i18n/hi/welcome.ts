/** The first run. */
export const hiWelcome = {} as const;
