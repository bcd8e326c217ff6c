import type { CallSummary, EventKind, PopupSkipReason } from '../../shared/calls.ts';
import type { PopupRules } from '../../shared/popup-rules.ts';
import { isQuiet, toWallClock } from '../../shared/quiet-hours.ts';
import type { Settings } from '../../shared/settings.ts';

export interface PopupQuestion {
  kind: EventKind;
  /** The event's leg: `a` the agent's, `b` the customer's, empty where it was not told. */
  leg: string;
  call: Pick<CallSummary, 'agent' | 'number' | 'isClickToCall'>;
  /** The number on this call's popup, if it had one; null for a popup without a number. */
  shownNumber: string | null | undefined;
  settings: Pick<Settings, 'agentIds' | 'pausedUntil'> & { popups: Pick<PopupRules, 'quietHours' | 'leg'> };
  /** Epoch ms. */
  now: number;
}

export type PopupDecision = { action: 'show' } | { action: 'replace' } | { action: 'skip'; reason: PopupSkipReason };

/**
 * ④ One popup for a call, at the first outgoing-started leg that the rules ask for; a later leg that
 * names another number replaces it. Pure: no clock, no settings file, no system.
 */
export function decidePopup({ kind, leg, call, shownNumber, settings, now }: PopupQuestion): PopupDecision {
  if (kind !== 'outgoing_started') return skip('not_a_call_start');
  const mine = isMine(call.agent, settings.agentIds);
  if (mine !== true) return skip(mine);
  if (isPaused(settings.pausedUntil, now)) return skip('paused');
  if (isQuiet(settings.popups.quietHours, toWallClock(now))) return skip('quiet_hours');
  // Once shown, a popup is kept right by whichever leg knows the number.
  if (shownNumber !== undefined) return shownNumber === call.number ? skip('same_call') : { action: 'replace' };
  return isWantedLeg(settings.popups.leg, leg, call.isClickToCall) ? { action: 'show' } : skip('other_leg');
}

/** Popups are paused until a moment, which may be long past. */
export function isPaused(pausedUntil: number | null, now: number): boolean {
  return pausedUntil !== null && now < pausedUntil;
}

/** Only click2call rings two legs. A dialled call starts once, whichever leg TeleCMI names: it pops then, or never. */
function isWantedLeg(wanted: PopupRules['leg'], leg: string, isClickToCall: boolean): boolean {
  if (wanted === 'first' || !isClickToCall || leg === '') return true;
  return leg === (wanted === 'agent' ? 'a' : 'b');
}

/** `202` in the settings means every app id's agent 202; `202_2222223` only that one. */
function isMine(agent: string | null, agentIds: readonly string[]): true | 'not_my_call' | 'agent_unknown' {
  if (agentIds.length === 0) return true;
  if (agent === null) return 'agent_unknown';
  return agentIds.some((id) => agent === id || agent.startsWith(`${id}_`)) ? true : 'not_my_call';
}

const skip = (reason: PopupSkipReason): PopupDecision => ({ action: 'skip', reason });
