import type { CallSummary, EventKind, PopupSkipReason } from '../../shared/calls.ts';
import type { Settings } from '../../shared/settings.ts';

export interface PopupQuestion {
  kind: EventKind;
  call: Pick<CallSummary, 'agent' | 'number'>;
  /** The number on this call's popup, if it had one; null for a popup without a number. */
  shownNumber: string | null | undefined;
  settings: Pick<Settings, 'agentIds' | 'pausedUntil'>;
  /** Epoch ms. */
  now: number;
}

export type PopupDecision = { action: 'show' } | { action: 'replace' } | { action: 'skip'; reason: PopupSkipReason };

/**
 * ④ One popup for a call, at its first outgoing-started leg; a later leg that names
 * another number replaces it. Pure: no clock, no settings file, no system.
 */
export function decidePopup({ kind, call, shownNumber, settings, now }: PopupQuestion): PopupDecision {
  if (kind !== 'outgoing_started') return skip('not_a_call_start');
  const mine = isMine(call.agent, settings.agentIds);
  if (mine !== true) return skip(mine);
  if (isPaused(settings.pausedUntil, now)) return skip('paused');
  if (shownNumber === undefined) return { action: 'show' };
  return shownNumber === call.number ? skip('same_call') : { action: 'replace' };
}

/** Popups are paused until a moment, which may be long past. */
export function isPaused(pausedUntil: number | null, now: number): boolean {
  return pausedUntil !== null && now < pausedUntil;
}

/** `202` in the settings means every app id's agent 202; `202_2222223` only that one. */
function isMine(agent: string | null, agentIds: readonly string[]): true | 'not_my_call' | 'agent_unknown' {
  if (agentIds.length === 0) return true;
  if (agent === null) return 'agent_unknown';
  return agentIds.some((id) => agent === id || agent.startsWith(`${id}_`)) ? true : 'not_my_call';
}

const skip = (reason: PopupSkipReason): PopupDecision => ({ action: 'skip', reason });
