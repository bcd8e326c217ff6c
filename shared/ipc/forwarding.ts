import { z } from 'zod';
import type { ForwardTargetState, ForwardTest, ForwardUrlProblem, RequestForward } from '../forwarding.ts';
import { id, nothing, type Result } from './common.ts';

const targetId = z.string().regex(/^[\w-]{1,64}$/);
const url = z.string().max(2000);

/** Forwarding: where each target stands, and what can be done about it. */
export const forwardingArguments = {
  getForwarding: nothing,
  listForwards: z.object({ requestId: id }).strict(),
  checkForwardUrl: z.object({ url }).strict(),
  /** Sends a target the documented event. */
  testForwardUrl: z.object({ url }).strict(),
  /** Tries a target that does not take requests now. */
  retryForwarding: z.object({ targetId }).strict(),
  /** Passes over the request that a target does not take. */
  skipForward: z.object({ targetId, requestId: id }).strict(),
  /** Passes over everything that waits for a target. */
  beginForwardingNow: z.object({ targetId }).strict(),
  forgetForwardLoss: z.object({ targetId }).strict(),
  /** Forwards one request now, whether it was forwarded before or not. */
  forwardRequest: z.object({ requestId: id, targetId }).strict(),
} satisfies Record<string, z.ZodType>;

/** Why an address cannot be a target; null where it can. */
export interface ForwardUrlCheck {
  problem: ForwardUrlProblem | null;
}

export interface ForwardingResults {
  /** In the order of the settings. */
  getForwarding: ForwardTargetState[];
  listForwards: RequestForward[];
  checkForwardUrl: ForwardUrlCheck;
  testForwardUrl: ForwardTest;
  retryForwarding: undefined;
  skipForward: undefined;
  beginForwardingNow: Result;
  forgetForwardLoss: undefined;
  forwardRequest: ForwardTest;
}
