import { z } from 'zod';

/** For how many requests an answer can be chosen at once. Each may wait for its answer, so they must stay few. */
export const mostChosenRequests = 100;
/** Longest delay before an answer, in milliseconds. Most senders have given up by then. */
export const longestDelayMs = 60_000;
/** After how long a choice ends by itself, in milliseconds. */
export const choiceEndsAfterMs = 600_000;

/** What a person chose for the next requests in place of DialPop's own answer, to see what their sender makes of it. */
export interface ChosenAnswer {
  /** Null for DialPop's own. */
  status: number | null;
  /** How long the sender waits for it. */
  delayMs: number;
}

/** A choice that is on. */
export interface AnswerControl extends ChosenAnswer {
  /** How many requests are to be answered so in all, and how many of them are still to come. */
  requests: number;
  left: number;
  /** Epoch ms at which it ends by itself. */
  endsAt: number;
}

/** What can be chosen: another status, a delay, or both. */
export const answerChoiceSchema = z
  .object({
    status: z.int().min(200).max(599).nullable(),
    delayMs: z.int().min(0).max(longestDelayMs),
    requests: z.int().min(1).max(mostChosenRequests),
  })
  .strict()
  .refine(({ status, delayMs }) => status !== null || delayMs > 0);
export type AnswerChoice = z.infer<typeof answerChoiceSchema>;
