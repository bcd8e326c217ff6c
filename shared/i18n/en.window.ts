/** The window: Calls, Requests, Settings. */
export const enWindow = {} as const;
