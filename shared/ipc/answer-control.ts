import { z } from 'zod';
import { longestDelayMs, mostChosenRequests } from '../answer-control.ts';
import { nothing } from './common.ts';

/** What can be chosen: another status, a delay, or both. */
export const answerChoiceSchema = z
  .object({
    status: z.int().min(200).max(599).nullable(),
    delayMs: z.int().min(0).max(longestDelayMs),
    requests: z.int().min(1).max(mostChosenRequests),
  })
  .strict()
  .refine(({ status, delayMs }) => status !== null || delayMs > 0);

/** Choosing what the next requests are answered with. What is on is told in the status. */
export const answerControlArguments = {
  chooseAnswers: answerChoiceSchema,
  stopChosenAnswers: nothing,
} satisfies Record<string, z.ZodType>;

export interface AnswerControlResults {
  chooseAnswers: undefined;
  stopChosenAnswers: undefined;
}
