/** The tunnel check and the test call. */
export const hiTunnel = {} as const;
