import { z } from 'zod';

/** Longest text that is searched for, and longest value of a filter. */
export const maximumTextLength = 200;
/** More than anybody sets by hand. */
export const maximumFilters = 30;
const text = z.string().min(1).max(maximumTextLength);
/** A day of the person's own calendar. */
const localDate = z.iso.date();

export const dayPresets = ['today', 'yesterday', 'last_7_days', 'last_30_days'] as const;
export type DayPreset = (typeof dayPresets)[number];

export const popupFilters = ['shown', 'skipped', 'failed', 'none'] as const;
export type PopupFilter = (typeof popupFilters)[number];

/**
 * One condition on a call. Conditions of different kinds must all hold; of the same kind (for custom
 * fields: and the same name) one of them must, save the two ends of a date range.
 */
export const callFilterSchema = z.discriminatedUnion('kind', [
  /** `202` means every app id's agent 202; `202_2222223` only that one. */
  z.object({ kind: z.literal('agent'), agent: text }),
  z.object({ kind: z.literal('day'), preset: z.enum(dayPresets) }),
  /** On this day or later. */
  z.object({ kind: z.literal('after'), date: localDate }),
  /** On this day or earlier. */
  z.object({ kind: z.literal('before'), date: localDate }),
  z.object({ kind: z.literal('origin'), origin: z.enum(['click2call', 'dialled']) }),
  /** Names and values are compared without regard to case; nested values as the JSON they are. */
  z.object({ kind: z.literal('custom_equals'), name: text, value: text }),
  z.object({ kind: z.literal('custom_exists'), name: text }),
  z.object({ kind: z.literal('popup'), outcome: z.enum(popupFilters) }),
  z.object({ kind: z.literal('unread') }),
  z.object({ kind: z.literal('pinned') }),
]);
export type CallFilter = z.infer<typeof callFilterSchema>;

/** What the list of calls is narrowed to. */
export const callQuerySchema = z
  .object({
    /** Words that must all be found in a call, each anywhere inside any of its texts; empty for every call. */
    text: z.string().max(maximumTextLength),
    filters: z.array(callFilterSchema).max(maximumFilters),
  })
  .strict();
export type CallQuery = z.infer<typeof callQuerySchema>;

export const everyCall: CallQuery = { text: '', filters: [] };
