/** The tunnel check and the test call. */
export const enTunnel = {} as const;
