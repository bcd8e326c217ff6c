/** Retention, export, backup and restore. */
export const enData = {} as const;
