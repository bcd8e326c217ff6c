import { type ComposedMessage, composeMessage } from '../../shared/composer/compose-message.ts';
import { type Encoding, toDraft } from '../../shared/composer/draft.ts';
import type { RunState, StepOutcome } from '../../shared/composer/scenario-run.ts';
import type { ScenarioStep } from '../../shared/composer/scenarios.ts';
import type { SendResult } from '../sending/send-request.ts';

/** A burst comes over this many connections. */
const mostAtOnce = 16;

export interface ScenarioDependencies {
  encoding: Encoding;
  /** Never rejects. */
  send: (message: ComposedMessage) => Promise<SendResult>;
  /** What becomes of each step, by its place in the scenario. */
  onStep: (index: number, outcome: StepOutcome) => void;
  /** Ends it: what is under way is still answered, the rest is not sent. */
  signal: AbortSignal;
}

/**
 * Sends a scenario's messages at their moments: those of one moment together, a later one only when all before it
 * are answered. Where nothing answers it ends.
 *
 * @param steps in the order they are sent
 */
export async function runScenario(
  steps: readonly ScenarioStep[],
  { encoding, send, onStep, signal }: ScenarioDependencies,
): Promise<Exclude<RunState, 'running'>> {
  const startedAt = performance.now();
  const told = new Set<number>();
  let isUnreachable = false;
  const isOver = (): boolean => isUnreachable || signal.aborted;

  const sendStep = async (index: number, { message }: ScenarioStep): Promise<void> => {
    const composed = composeMessage(toDraft(message, encoding));
    // What a scenario is made of always composes; the type cannot tell.
    if (!composed.ok) throw new Error(`Step ${index} of the scenario makes no message`);
    told.add(index);
    onStep(index, { state: 'sending' });
    const result = await send(composed.message);
    isUnreachable ||= !result.ok;
    onStep(index, toOutcome(result));
  };
  const sendTogether = async (together: readonly [number, ScenarioStep][]): Promise<void> => {
    const waiting = together.values();
    const sendOn = async (): Promise<void> => {
      for (const [index, step] of waiting) {
        if (isOver()) return;
        await sendStep(index, step);
      }
    };
    await Promise.all(Array.from({ length: Math.min(mostAtOnce, together.length) }, sendOn));
  };

  for (const [atMs, together] of Map.groupBy(steps.entries(), ([, step]) => step.atMs)) {
    await pause(startedAt + atMs - performance.now(), signal);
    if (isOver()) break;
    await sendTogether(together);
  }
  for (const index of steps.keys()) if (!told.has(index)) onStep(index, { state: 'skipped' });
  if (isUnreachable) return 'unreachable';
  return told.size < steps.length ? 'cancelled' : 'done';
}

const toOutcome = (result: SendResult): StepOutcome =>
  result.ok
    ? { state: 'answered', status: result.answer.status, body: result.answer.body, tookMs: result.tookMs }
    : { state: 'failed', detail: result.message };

/** Waits, or until it is to end. */
function pause(forMs: number, signal: AbortSignal): Promise<void> {
  if (forMs <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, forMs);
    signal.addEventListener('abort', end);
  });
}
