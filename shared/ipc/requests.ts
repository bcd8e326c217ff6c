import { z } from 'zod';
import type { Page } from '../calls.ts';
import type { RequestStorage } from '../request-limits.ts';
import { requestQuerySchema } from '../request-query.ts';
import type { RequestDetail, RequestSummary } from '../requests.ts';
import { id, nothing, pageArguments } from './common.ts';

/** At most as many requests as a window can hold selected. */
export const requestIds = z.array(id).min(1).max(1000);

/** Requests: finding them, looking at one. */
export const requestListArguments = {
  /** A page may be empty and still have a `next`: a search looks at so many requests at a time. */
  listRequests: pageArguments.extend({ query: requestQuerySchema }).strict(),
  /** Those of some requests that a query finds, as they are now. */
  pickRequests: z.object({ query: requestQuerySchema, ids: requestIds }).strict(),
  getRequest: z.object({ id }).strict(),
  getRequestStorage: nothing,
  setRequestPinned: z.object({ id, isPinned: z.boolean() }).strict(),
} satisfies Record<string, z.ZodType>;

export interface RequestListResults {
  listRequests: Page<RequestSummary>;
  pickRequests: RequestSummary[];
  /** Null where it is gone. */
  getRequest: RequestDetail | null;
  getRequestStorage: RequestStorage;
  setRequestPinned: undefined;
}
