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

/** What a person chooses, and for how many requests. */
export interface AnswerChoice extends ChosenAnswer {
  requests: number;
}

/** A choice that is on. */
export interface AnswerControl extends AnswerChoice {
  /** How many of the requests are still to come. */
  left: number;
  /** Epoch ms at which it ends by itself. */
  endsAt: number;
}
