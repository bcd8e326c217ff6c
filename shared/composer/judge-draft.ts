import type { EventKind, Reason } from '../calls.ts';
import { validateEvent } from '../event-schema.ts';
import { type ComposeResult, readComposed } from './compose-message.ts';
import type { Draft } from './draft.ts';

/** What the listener will say to a message, or why it cannot be sent to it. */
export type Verdict =
  | { state: 'accepted'; kind: EventKind }
  | { state: 'refused'; reasons: Reason[] }
  /** The paths of values that are to be JSON and are none. */
  | { state: 'unsendable'; paths: string[] };

/** @param composed what the draft makes */
export function judgeDraft(draft: Draft, composed: ComposeResult): Verdict {
  if (!composed.ok) return { state: 'unsendable', paths: composed.problems.map(({ path }) => path) };
  // What custom fields hold decides nothing.
  const result = validateEvent(readComposed(draft), (value) => value);
  return result.ok ? { state: 'accepted', kind: result.event.kind } : { state: 'refused', reasons: result.reasons };
}

/** The paths of the values that are wrong. */
export function wrongPaths(verdict: Verdict): ReadonlySet<string> {
  if (verdict.state === 'accepted') return new Set();
  return new Set(verdict.state === 'refused' ? verdict.reasons.map(({ path }) => path) : verdict.paths);
}
