import { z } from 'zod';

/**
 * How much the inspector keeps of its own; null for no limit. It bounds requests without an event, and of all
 * others only how they came and were answered: their events stay with their call. Pinned requests are kept
 * whatever the limits.
 */
export const requestLimitsSchema = z.object({
  maximumRequests: z.int().min(100).max(1_000_000).nullable(),
  maximumAgeDays: z.int().min(1).max(3650).nullable(),
  maximumMegabytes: z.int().min(10).max(100_000).nullable(),
});
export type RequestLimits = z.infer<typeof requestLimitsSchema>;

export const defaultRequestLimits: RequestLimits = {
  maximumRequests: 10_000,
  maximumAgeDays: 30,
  maximumMegabytes: 100,
};

/** What was let go of one kind. */
export interface RequestCut {
  total: number;
  /** Epoch ms at which the newest of them came. */
  newestAt: number;
}

/** What the inspector keeps now, and what it let go to keep within its limits. */
export interface RequestStorage {
  /** Requests that the limits count, see {@link RequestLimits}. */
  requests: number;
  /** What they take, without the file's own bookkeeping. */
  bytes: number;
  pinned: number;
  cuts: {
    /** Requests without an event; null for none. */
    requests: RequestCut | null;
    /** How requests with an event came and were answered. */
    traces: RequestCut | null;
    /** Turned away at the door: only some are kept. */
    strays: RequestCut | null;
  };
}
