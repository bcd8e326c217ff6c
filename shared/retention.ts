import { z } from 'zod';

/** How much history is kept; null for no limit. Pinned calls are kept whatever the limits. */
export const retentionSchema = z.object({
  maximumAgeDays: z.int().min(1).max(3650).nullable(),
  maximumCalls: z.int().min(100).max(10_000_000).nullable(),
  maximumMegabytes: z.int().min(10).max(1_000_000).nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const noRetention: Retention = { maximumAgeDays: null, maximumCalls: null, maximumMegabytes: null };

/** A limit's unit of size. */
export const bytesPerMegabyte = 1_000_000;

/** What limits would delete from the history as it is now. */
export interface RetentionPreview {
  calls: number;
  /** True where the size limit decides: how much its calls take is only known on the way. */
  isEstimate: boolean;
}
