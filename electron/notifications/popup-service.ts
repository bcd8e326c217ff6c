import type { CallSummary, PopupOutcome } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import { formatNotification } from '../../shared/format-notification.ts';
import type { RecordedEvent } from '../../shared/received-request.ts';
import type { Settings } from '../../shared/settings.ts';
import { createLinkAtStart } from './link-at-start.ts';
import { decidePopup } from './notification-policy.ts';
import { forgetOldest, type Notifier, type PopupClosing, type ShowResult } from './notifier.ts';
import { createPopupActions, type PopupLinks } from './popup-actions.ts';
import { createPopupBursts } from './popup-bursts.ts';

/** How many calls are remembered so that their second leg does not pop again. */
const maximumRememberedCalls = 500;

export interface PopupDependencies {
  notifier: Notifier;
  getSettings: () => Settings;
  /** Keeps what became of an event's popup. */
  writeOutcome: (eventId: number, outcome: PopupOutcome) => void;
  links: PopupLinks;
  openCall: (callId: number) => void;
  openCalls: () => void;
  copyText: (text: string) => Promise<void>;
  /** A popup of the call was clicked, or one of its buttons; told before anything opens. */
  notePress: (callId: number) => void;
  /** A call's popup went away before it was clicked. */
  noteClosed?: (callId: number, closing: PopupClosing) => void;
  /** What the system made of a popup, for those who watch whether it shows any. */
  noteResult: (result: ShowResult) => void;
  /** Something failed that has no reason a person could read. */
  reportError: (error: unknown) => void;
}

/** Events of one run whose redeliveries are known to have had their turn. */
const maximumRememberedEvents = 1000;
/** A call that started longer ago is no news any more. */
const redeliveryLimitMs = 2 * 60_000;

/** A call that popped before a restart, or as part of a call it was merged with, does not pop again. */
const numberShownBefore = (call: CallSummary): string | null | undefined =>
  call.popup?.status === 'shown' ? call.number : undefined;

const now = (): number => performance.now();
const delay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/** ④ Decides about each recorded event, shows its popup, and writes down what became of it. */
export function createPopupService(dependencies: PopupDependencies) {
  const { notifier, getSettings, writeOutcome, links, openCalls, noteResult, reportError } = dependencies;
  const { noteClosed = () => {} } = dependencies;
  /** What each call's popup says, once it is shown. */
  const shownNumbers = new Map<string, string | null>();
  /** Events that had their turn: what became of their popups may not be written yet. */
  const announced = new Map<string, true>();
  /** The history that calls are numbered in; in another one the same number is another call. */
  let history = {};
  /** A call's legs one after the other: whether the second pops depends on what became of the first. */
  const queues = new Map<string, Promise<void>>();
  const actions = createPopupActions(dependencies);
  const linkAtStart = createLinkAtStart({ links, openLink: actions.openLink, now });
  const bursts = createPopupBursts({ notifier, openWindow: openCalls, now, delay });

  const show = async (call: CallSummary, action: 'show' | 'replace', recordedIn: object): Promise<ShowResult> => {
    const joined = action === 'show' ? bursts.join(call.id, call) : null;
    if (joined !== null) return joined;
    const { popups } = getSettings();
    const { onClick, options } = await actions.prepare(call, popups, () => history === recordedIn);
    return bursts[action]({
      callId: call.id,
      called: call,
      text: formatNotification(call, popups.fields),
      onClick,
      options: {
        ...options,
        isSilent: !popups.hasSound,
        onClosed: (closing) => {
          if (history === recordedIn) noteClosed(call.id, closing);
        },
      },
    });
  };

  const announceInTurn = async (
    recorded: RecordedEvent,
    event: TelecmiEvent,
    receivedAt: number,
    recordedIn: object,
  ) => {
    const { eventId, call } = recorded;
    const key = String(call.id);
    const settings = getSettings();
    const decision = decidePopup({
      kind: event.kind,
      leg: event.leg,
      call,
      shownNumber: shownNumbers.has(key) ? shownNumbers.get(key) : numberShownBefore(call),
      settings,
      now: Date.now(),
    });
    if (decision.action === 'skip') {
      writeOutcome(eventId, { status: 'skipped', reason: decision.reason });
      return;
    }
    // A notification service that hangs does not hold up the link.
    if (decision.action === 'show') void linkAtStart.open(call, settings.popups.openLinkAtStart).catch(reportError);
    const result = await show(call, decision.action, recordedIn);
    noteResult(result);
    if (result.status === 'shown') {
      if (history === recordedIn) shownNumbers.set(key, call.number);
      forgetOldest(shownNumbers, maximumRememberedCalls);
      writeOutcome(eventId, { status: 'shown', reason: null, shownAfterMs: Date.now() - receivedAt });
    } else {
      writeOutcome(eventId, { status: 'failed', reason: result.reason });
    }
  };

  /** A redelivery counts only where the first delivery was stored, but nobody came to decide on its popup. */
  const isToDecide = ({ status, eventId, undecidedSince }: RecordedEvent, receivedAt: number): boolean => {
    if (status === 'accepted') return true;
    return (
      undecidedSince !== null && receivedAt - undecidedSince <= redeliveryLimitMs && !announced.has(String(eventId))
    );
  };

  return {
    /** Returns at once; a slow or dead notification service holds up nothing but its own popups. */
    announce(recorded: RecordedEvent, event: TelecmiEvent, receivedAt: number): void {
      if (!isToDecide(recorded, receivedAt)) return;
      announced.set(String(recorded.eventId), true);
      forgetOldest(announced, maximumRememberedEvents);
      const key = String(recorded.call.id);
      const recordedIn = history;
      const turn = (queues.get(key) ?? Promise.resolve())
        .then(() => announceInTurn(recorded, event, receivedAt, recordedIn))
        .catch(reportError)
        .finally(() => {
          if (queues.get(key) === turn) queues.delete(key);
        });
      queues.set(key, turn);
    },
    /** Shows a call's popup again because a person asked for it, whatever the rules say. */
    async showAgain(call: CallSummary): Promise<ShowResult> {
      const result = await show(call, 'replace', history);
      noteResult(result);
      return result;
    },
    /** Another history is in use: calls are numbered anew, and what is shown leads to none of them. */
    forgetCalls(): void {
      history = {};
      shownNumbers.clear();
      announced.clear();
      linkAtStart.forgetCalls();
      bursts.forgetCalls();
    },
    /** Takes back the popups that are still shown. */
    close: () => notifier.close(),
  };
}
