import type { AnswerChoice } from '../../shared/answer-control.ts';
import type { AnswerControlResults } from '../../shared/ipc/answer-control.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

export interface AnswerControlHandlerDependencies {
  answers: { choose: (choice: AnswerChoice) => Done; stop: () => Done };
}

export function createAnswerControlHandlers({
  answers,
}: AnswerControlHandlerDependencies): HandlersOf<AnswerControlResults> {
  return {
    chooseAnswers: (choice) => nothing(answers.choose(choice)),
    stopChosenAnswers: () => nothing(answers.stop()),
  };
}
