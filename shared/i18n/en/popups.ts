/** Popup rules: their settings, and what the status line says of notifications. */
export const enPopups = {} as const;
