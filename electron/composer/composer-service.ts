import { randomUUID } from 'node:crypto';
import { composeMessage } from '../../shared/composer/compose-message.ts';
import type { Draft } from '../../shared/composer/draft.ts';
import type { ScenarioRun, StepOutcome } from '../../shared/composer/scenario-run.ts';
import { planScenario, type ScenarioName, type ScenarioOptions } from '../../shared/composer/scenarios.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { ComposedAnswer } from '../../shared/ipc/composer.ts';
import { messageOf } from '../error-message.ts';
import { runScenario } from './run-scenario.ts';
import { sendComposed } from './send-composed.ts';

/** A burst's answers come faster than anybody looks. */
const tellEveryMs = 100;

export interface ComposerDependencies {
  /** The own listener's webhook URL; null while it does not listen. */
  getUrl: () => string | null;
  /** Announces a request that DialPop sends to itself; returns the mark it must carry. */
  announceOwn: () => string;
  onRun: (run: ScenarioRun) => void;
  reportError: (error: unknown) => void;
}

export type Composer = ReturnType<typeof createComposer>;

/** Sends what a person composed, and scenarios, to the own listener. */
export function createComposer({ getUrl, announceOwn, onRun, reportError }: ComposerDependencies) {
  let current: ScenarioRun | null = null;
  let controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    try {
      if (current !== null) onRun(current);
    } catch (error) {
      reportError(error);
    }
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tell, tellEveryMs);
  };

  const run = async (name: ScenarioName, options: ScenarioOptions, url: string): Promise<void> => {
    const steps = planScenario(name, options, { now: Date.now(), randomUuid: randomUUID });
    const told: ScenarioRun['steps'] = steps.map(({ atMs, name: step }) => ({
      atMs,
      name: step,
      outcome: { state: 'waiting' },
    }));
    current = { name, state: 'running', steps: told };
    tell();
    const own = controller;
    let state: ScenarioRun['state'] = 'failed';
    try {
      state = await runScenario(steps, {
        encoding: options.encoding,
        send: (message) => sendComposed(url, message, announceOwn()),
        onStep: (index, outcome) => {
          const step = told[index];
          if (step !== undefined) told[index] = { ...step, outcome };
          tellSoon();
        },
        signal: own.signal,
      });
    } catch (error) {
      reportError(error);
      // Messages sent side by side with the one that failed would go on.
      own.abort();
      for (const [index, step] of told.entries()) told[index] = { ...step, outcome: atFailure(step.outcome, error) };
    } finally {
      current = { name, state, steps: told };
      tell();
    }
  };

  return {
    /** Sends one message, and resolves with what it was answered. */
    async send(draft: Draft): Promise<ComposedAnswer> {
      const url = getUrl();
      if (url === null) return { ok: false, message: t('sample.notListening') };
      const composed = composeMessage(draft);
      if (!composed.ok) {
        return { ok: false, message: `${composed.problems[0]?.path ?? ''} ${t('composer.notJson')}` };
      }
      const result = await sendComposed(url, composed.message, announceOwn());
      if (!result.ok) return result;
      return { ok: true, status: result.answer.status, body: result.answer.body, tookMs: result.tookMs };
    },
    /** Begins a scenario, unless one is under way. */
    startScenario(name: ScenarioName, options: ScenarioOptions): Result {
      const url = getUrl();
      if (url === null) return { ok: false, message: t('sample.notListening') };
      if (current?.state === 'running') return { ok: false, message: t('composer.run.another') };
      controller = new AbortController();
      run(name, options, url).catch(reportError);
      return { ok: true };
    },
    /** Ends the scenario under way; what is sent is sent. */
    cancelScenario: (): void => controller.abort(),
    /** The scenario under way, or the last one; null for none. */
    getScenario: (): ScenarioRun | null => current,
    stop(): void {
      controller.abort();
      clearTimeout(timer);
    },
  };
}

/** What a step that was not answered is when an error ends its run. */
function atFailure(outcome: StepOutcome, error: unknown): StepOutcome {
  if (outcome.state === 'waiting') return { state: 'skipped' };
  return outcome.state === 'sending' ? { state: 'failed', detail: messageOf(error) } : outcome;
}
