import type { ScenarioName, StepName } from './scenarios.ts';

/** What became of one message of a scenario. */
export type StepOutcome =
  | { state: 'waiting' }
  | { state: 'sending' }
  | { state: 'answered'; status: number; body: string; tookMs: number }
  /** Nothing answered; why, in words. */
  | { state: 'failed'; detail: string }
  /** It was not sent any more. */
  | { state: 'skipped' };

export interface ScenarioRunStep {
  atMs: number;
  name: StepName;
  outcome: StepOutcome;
}

/**
 * How a run ended; `running` while it has not. `unreachable`: nothing answered, so the rest was not sent. `failed`: an
 * error ended it.
 */
export const runStates = ['running', 'done', 'cancelled', 'unreachable', 'failed'] as const;
export type RunState = (typeof runStates)[number];

/** A scenario that is being sent, or the last one that was. */
export interface ScenarioRun {
  name: ScenarioName;
  state: RunState;
  steps: ScenarioRunStep[];
}
