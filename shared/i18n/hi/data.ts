/** Retention, export, backup and restore. */
export const hiData = {} as const;
