import type { z } from 'zod';
import { answerChoiceSchema } from '../answer-control.ts';
import { nothing } from './common.ts';

/** Choosing what the next requests are answered with. What is on is told in the status. */
export const answerControlArguments = {
  chooseAnswers: answerChoiceSchema,
  stopChosenAnswers: nothing,
} satisfies Record<string, z.ZodType>;

export interface AnswerControlResults {
  chooseAnswers: undefined;
  stopChosenAnswers: undefined;
}
