/** Call links: their settings, preview and failures. */
export const hiLinks = {} as const;
