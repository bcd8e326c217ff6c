import type { ServerResponse } from 'node:http';
import {
  type AnswerChoice,
  type AnswerControl,
  type ChosenAnswer,
  choiceEndsAfterMs,
  longestDelayMs,
} from '../../shared/answer-control.ts';

/** How often it is looked whether a choice is over; one long timer would be late by as long as the machine slept. */
const checkIntervalMs = 1000;
/** How long a connection whose request waits for its answer may say nothing. */
const heldSilenceMs = longestDelayMs + 20_000;

export type AnswerController = ReturnType<typeof createAnswerController>;

export interface AnswerControllerOptions {
  /** Epoch ms. */
  now: () => number;
  /** A choice began, counted down or ended. */
  onChange: () => void;
}

/**
 * Has the next requests answered as a person chose, for as many requests as they chose and ten minutes at most, and
 * never beyond a restart: a sender is not to meet a forgotten experiment.
 */
export function createAnswerController({ now, onChange }: AnswerControllerOptions) {
  let control: AnswerControl | null = null;
  let timer: NodeJS.Timeout | undefined;
  const held = new Set<() => void>();

  const set = (next: AnswerControl | null): void => {
    control = next;
    if (next === null) clearInterval(timer);
    onChange();
  };
  /** Over, also where the clock was set back: then more would be left than there ever was. */
  const isOver = ({ endsAt }: AnswerControl): boolean => {
    const leftMs = endsAt - now();
    return leftMs <= 0 || leftMs > choiceEndsAfterMs;
  };
  const endWhenOver = (): void => {
    if (control !== null && isOver(control)) set(null);
  };
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
      clearInterval(timer);
      timer = setInterval(endWhenOver, checkIntervalMs).unref();
      set({ status, delayMs, requests, left: requests, endsAt: now() + choiceEndsAfterMs });
    },

    /** Ends the choice; who still waits for a delayed answer is answered now. */
    stop(): void {
      release();
      if (control !== null) set(null);
    },

    /** What the request that is about to be answered is answered with; null for DialPop's own answer. */
    take(): ChosenAnswer | null {
      endWhenOver();
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
