/** Call links: their settings, preview and failures. */
export const enLinks = {} as const;
