import { z } from 'zod';
import { eventKinds } from './calls.ts';
import { refusalReasons, requestOrigins, requestOutcomes } from './requests.ts';

/** Longest text to search for, in characters. */
export const maximumRequestTextLength = 500;
export const maximumRequestFilters = 20;
const value = z.string().max(maximumRequestTextLength);
const name = z.string().min(1).max(200);

/**
 * What narrows the requests. Several of one kind are alternatives, headers and fields only where they name the same
 * one; all else must be met together.
 */
export const requestFilterSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outcome'), outcome: z.enum(requestOutcomes) }),
  z.object({ kind: z.literal('refusal'), refusal: z.enum(refusalReasons) }),
  z.object({ kind: z.literal('method'), method: z.string().regex(/^[A-Z-]{1,32}$/) }),
  z.object({ kind: z.literal('event_kind'), eventKind: z.enum(eventKinds) }),
  z.object({ kind: z.literal('origin'), origin: z.enum(requestOrigins) }),
  /** `400`, or `4xx` for all from 400 to 499. */
  z.object({ kind: z.literal('status'), status: z.string().regex(/^[1-5](\d\d|xx)$/) }),
  /** A header whose value contains a text; with an empty value any header of that name. */
  z.object({ kind: z.literal('header'), name, value }),
  /**
   * A field of the event, or of the body and query of a request without one, whose value is this; with an empty value
   * any of that name. `crm` is also found inside others, as `custom.crm` or `extra_params.crm`.
   */
  z.object({ kind: z.literal('field'), name, value }),
  z.object({ kind: z.literal('pinned') }),
]);
export type RequestFilter = z.infer<typeof requestFilterSchema>;

/** Words that must all be found anywhere in a request, and filters. */
export const requestQuerySchema = z
  .object({
    text: z.string().max(maximumRequestTextLength),
    filters: z.array(requestFilterSchema).max(maximumRequestFilters),
  })
  .strict();
export type RequestQuery = z.infer<typeof requestQuerySchema>;

export const everyRequest: RequestQuery = { text: '', filters: [] };
