import { STATUS_CODES } from 'node:http';
import type { ChosenAnswer } from '../../shared/answer-control.ts';
import type { Answer } from '../../shared/requests.ts';
import { toAnswer } from './error-responses.ts';

/**
 * The answer that a person chose, in place of DialPop's own: a failure says that it was chosen, everything else has
 * no body.
 */
export function toChosenAnswer(own: Answer, chosen: ChosenAnswer): Answer {
  const { status } = chosen;
  if (status === null) return { ...own, chosen };
  if (status < 400) return { status, headers: {}, body: '', chosen };
  const title = STATUS_CODES[status] ?? 'Chosen Answer';
  return { ...toAnswer({ status, title, detail: 'This answer was chosen in DialPop to try the sender.' }), chosen };
}
