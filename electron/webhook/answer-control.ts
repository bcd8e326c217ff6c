import type { ServerResponse } from 'node:http';
import {
  type AnswerChoice,
  type AnswerControl,
  type ChosenAnswer,
  choiceEndsAfterMs,
  longestDelayMs,
} from '../../shared/answer-control.ts';
import { createMomentTimer } from '../moment-timer.ts';

/** How long a connection whose request waits for its answer may say nothing. */
const heldSilenceMs = longestDelayMs + 20_000;

export type AnswerController = ReturnType<typeof createAnswerController>;

export interface AnswerControllerOptions {
  /** A choice began, counted down or ended. */
  onChange: () => void;
}

/**
 * Has the next requests answered as a person chose, for as many requests as they chose and ten minutes at most, and
 * never beyond a restart: a sender is not to meet a forgotten experiment.
 */
export function createAnswerController({ onChange }: AnswerControllerOptions) {
  let control: AnswerControl | null = null;
  const held = new Set<() => void>();

  const set = (next: AnswerControl | null): void => {
    control = next;
    timer.set(next?.endsAt ?? null);
    onChange();
  };
  const timer = createMomentTimer({ longestMs: choiceEndsAfterMs, onCome: () => set(null) });
  /** Whoever waits is answered now. */
  const release = (): void => {
    for (const end of held) end();
  };

  return {
    /** The choice that is on; null for none. */
    get: (): AnswerControl | null => control,

    /** Takes the place of the choice before it. */
    choose({ status, delayMs, requests }: AnswerChoice): void {
      release();
      set({ status, delayMs, requests, left: requests, endsAt: Date.now() + choiceEndsAfterMs });
    },

    /** Ends the choice; who still waits for a delayed answer is answered now. */
    stop(): void {
      release();
      if (control !== null) set(null);
    },

    /** What the request that is about to be answered is answered with; null for DialPop's own answer. */
    take(): ChosenAnswer | null {
      timer.look();
      if (control === null) return null;
      const { status, delayMs, left } = control;
      set(left === 1 ? null : { ...control, left: left - 1 });
      return { status, delayMs };
    },

    /** Resolves when the answer is due, or at once when its sender goes away or the choice is stopped. */
    hold(response: ServerResponse, delayMs: number): Promise<void> {
      const { socket } = response.req;
      if (delayMs === 0 || socket.destroyed) return Promise.resolve();
      // The server ends connections that say nothing; with the answer Node sets its own limits again.
      socket.setTimeout(heldSilenceMs);
      return new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(due);
          held.delete(end);
          response.off('close', end);
          resolve();
        };
        const due = setTimeout(end, delayMs);
        held.add(end);
        response.once('close', end);
      });
    },
  };
}
