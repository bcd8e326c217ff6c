import { z } from 'zod';
import { draftSchema } from '../composer/draft.ts';
import type { ScenarioRun } from '../composer/scenario-run.ts';
import { scenarioNames, scenarioOptionsSchema } from '../composer/scenarios.ts';
import { nothing, type Result } from './common.ts';

/** Making messages and sending them to the own listener. */
export const composerArguments = {
  sendComposed: z.object({ draft: draftSchema }).strict(),
  /** Its progress is told with `scenarioChanged`. */
  startScenario: z.object({ name: z.enum(scenarioNames), options: scenarioOptionsSchema }).strict(),
  cancelScenario: nothing,
  getScenario: nothing,
} satisfies Record<string, z.ZodType>;

/** What the listener answered, or why it did not. */
export type ComposedAnswer =
  | { ok: true; status: number; body: string; tookMs: number }
  | { ok: false; message: string };

export interface ComposerResults {
  sendComposed: ComposedAnswer;
  startScenario: Result;
  cancelScenario: undefined;
  getScenario: ScenarioRun | null;
}
