import { z } from 'zod';

/** How much history is kept; null for no limit. Pinned calls are kept whatever the limits. */
export const retentionSchema = z.object({
  maximumAgeDays: z.int().min(1).max(3650).nullable(),
  maximumCalls: z.int().min(100).max(10_000_000).nullable(),
  maximumMegabytes: z.int().min(10).max(1_000_000).nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const noRetention: Retention = { maximumAgeDays: null, maximumCalls: null, maximumMegabytes: null };
