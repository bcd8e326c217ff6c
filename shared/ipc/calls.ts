import { z } from 'zod';
import { callQuerySchema } from '../call-query.ts';
import type {
  CallDetail,
  CallSummary,
  CountPart,
  DayCount,
  FilterSuggestion,
  Page,
  TodayStatistics,
} from '../calls.ts';
import { id, nothing, pageArguments } from './common.ts';

/** At most as many calls as a window can hold selected. */
const ids = z.array(id).min(1).max(1000);
const epochMs = z.int().nonnegative();

/** Longest note, in characters. */
export const maximumNoteLength = 10_000;

/** Calls: finding them, and what a person does with one. */
export const callArguments = {
  listCalls: pageArguments.extend({ query: callQuerySchema }).strict(),
  /** Those of some calls that a query finds, as they are now: what has changed in a list. */
  pickCalls: z.object({ query: callQuerySchema, ids }).strict(),
  getCall: z.object({ id }).strict(),
  /** Days as they begin and end in local time; `to` is the next day's first moment. */
  countCallsByDay: z
    .object({
      query: callQuerySchema,
      days: z
        .array(z.object({ from: epochMs, to: epochMs }))
        .min(1)
        .max(60),
    })
    .strict(),
  /** How many calls a query finds, counted in parts: `before` is the `next` of the part before, null for the first. */
  countFound: z.object({ query: callQuerySchema, before: id.nullable() }).strict(),
  getTodayStatistics: nothing,
  /** Values to complete a filter with, the most frequent of the newest calls first. `name` is the custom field's. */
  suggestFilterValues: z.discriminatedUnion('of', [
    z.object({ of: z.literal('agent'), prefix: z.string().max(200) }),
    z.object({ of: z.literal('custom_name'), prefix: z.string().max(200) }),
    z.object({ of: z.literal('custom_value'), name: z.string().max(200), prefix: z.string().max(200) }),
  ]),
  /** Other calls to the same number, newest first. */
  listEarlierCalls: z.object({ id, limit: z.int().min(1).max(50) }).strict(),
  markCallRead: z.object({ id }).strict(),
  markAllCallsRead: nothing,
  setCallUnread: z.object({ id, unread: z.boolean() }).strict(),
  setCallPinned: z.object({ id, isPinned: z.boolean() }).strict(),
  setCallNote: z.object({ id, note: z.string().max(maximumNoteLength) }).strict(),
  /** Can be taken back with `restoreCalls` for as long as the window says so. */
  deleteCalls: z.object({ ids }).strict(),
  restoreCalls: z.object({ ids }).strict(),
} satisfies Record<string, z.ZodType>;

export interface CallResults {
  listCalls: Page<CallSummary>;
  pickCalls: CallSummary[];
  getCall: CallDetail | null;
  countCallsByDay: DayCount[];
  countFound: CountPart;
  getTodayStatistics: TodayStatistics;
  suggestFilterValues: FilterSuggestion[];
  listEarlierCalls: CallSummary[];
  markCallRead: undefined;
  markAllCallsRead: undefined;
  setCallUnread: undefined;
  setCallPinned: undefined;
  setCallNote: undefined;
  deleteCalls: undefined;
  restoreCalls: undefined;
}
