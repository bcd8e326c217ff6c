import type { CallSummary } from '../../shared/calls.ts';
import { formatTitle, type PopupText } from '../../shared/format-notification.ts';
import { t } from '../../shared/i18n/translate.ts';
import { messageOf } from '../error-message.ts';
import { forgetOldest, type Notifier, type PopupOptions, type ShowResult } from './notifier.ts';

/** Popups of this long count together. */
const burstMs = 2000;
/** More popups than this within `burstMs` are one. */
const maximumSinglePopups = 3;
/** How often the one popup is brought up to date at most; a service takes every change for a new popup. */
const updateIntervalMs = 250;
/** Numbers the one popup names, the newest first. */
const maximumNumbers = 4;
/** Calls of a burst that are remembered so that their numbers can be corrected. */
const maximumRememberedCalls = 500;

/** Who a call is to, for the popup that names several. */
type Called = Pick<CallSummary, 'number' | 'callerid'>;

export interface CallPopup {
  callId: number;
  called: Called;
  text: PopupText;
  onClick: () => void;
  options: PopupOptions;
}

interface Single {
  callId: number;
  called: Called;
  at: number;
  shown: Promise<ShowResult>;
}

interface Burst {
  key: string;
  calls: number;
  /** The number of each call by its key, the newest last; of the oldest ones only while there is room. */
  numbers: Map<string, Called>;
  /** When its newest call came; -Infinity once the person has seen to it. */
  lastAt: number;
  isSilent: boolean;
  /** Who wants to know what became of the next update. */
  waiting: ((result: ShowResult) => void)[];
  isUpdating: boolean;
  wasShown: boolean;
}

export interface BurstDependencies {
  notifier: Notifier;
  /** The one popup of a burst was clicked. */
  openWindow: () => void;
  /** Milliseconds of a clock that is never set back. */
  now: () => number;
  delay: (ms: number) => Promise<unknown>;
}

const keyOf = (callId: number): string => String(callId);

/**
 * Shows the popups of calls: each by itself, but more than three within two seconds as one that says
 * how many and is brought up to date in its place, until two seconds pass without a call. Every popup
 * is told what became of it, by itself or within the one.
 */
export function createPopupBursts({ notifier, openWindow, now, delay }: BurstDependencies) {
  let singles: Single[] = [];
  let burst: Burst | null = null;
  let bursts = 0;

  /** Whoever has looked at the calls is not told of them again: what comes next is counted anew. */
  const close = (seen: Burst): void => {
    seen.lastAt = Number.NEGATIVE_INFINITY;
    openWindow();
  };

  const update = async (running: Burst): Promise<void> => {
    if (running.isUpdating) return;
    running.isUpdating = true;
    try {
      while (running.waiting.length > 0) {
        const told = running.waiting.splice(0);
        const result = await showNow(running);
        running.wasShown ||= result.status === 'shown';
        for (const tell of told) tell(result);
        await delay(updateIntervalMs);
      }
    } finally {
      running.isUpdating = false;
    }
  };
  /** Never rejects: the calls that wait for this update must hear what became of it. */
  const showNow = async (running: Burst): Promise<ShowResult> => {
    try {
      const options = { isSilent: running.isSilent || running.wasShown };
      return await notifier.show(running.key, formatBurst(running), () => close(running), options);
    } catch (error) {
      return { status: 'failed', reason: messageOf(error) };
    }
  };

  const addToBurst = (
    running: Burst,
    { callId, called }: Pick<CallPopup, 'callId' | 'called'>,
  ): Promise<ShowResult> => {
    if (!running.numbers.has(keyOf(callId))) running.calls += 1;
    running.numbers.set(keyOf(callId), called);
    forgetOldest(running.numbers, maximumRememberedCalls);
    const told = new Promise<ShowResult>((resolve) => {
      running.waiting.push(resolve);
    });
    void update(running);
    return told;
  };

  const beginBurst = (popup: CallPopup): Burst => {
    bursts += 1;
    // What was shown by itself a moment ago moves into the one popup, once it is known to be shown.
    for (const { callId, shown } of singles) void shown.then(() => notifier.withdraw(keyOf(callId)));
    const begun: Burst = {
      key: `burst-${bursts}`,
      calls: singles.length,
      numbers: new Map(singles.map(({ callId, called }) => [keyOf(callId), called])),
      lastAt: now(),
      isSilent: popup.options.isSilent === true,
      waiting: [],
      isUpdating: false,
      wasShown: false,
    };
    singles = [];
    return begun;
  };

  /** Whether a burst goes on at this moment. */
  const isBurst = (): boolean => burst !== null && now() - burst.lastAt < burstMs;

  /** Counts a call that starts into the burst that goes on; null where none does. Its popup's text is not needed then. */
  const join = (callId: number, called: Called): Promise<ShowResult> | null => {
    if (!isBurst() || burst === null) return null;
    burst.lastAt = now();
    return addToBurst(burst, { callId, called });
  };

  return {
    isBurst,
    join,

    /** Shows the popup of a call that starts. */
    show(popup: CallPopup): Promise<ShowResult> {
      const joined = join(popup.callId, popup.called);
      if (joined !== null) return joined;
      singles = singles.filter(({ at }) => now() - at < burstMs);
      if (singles.length < maximumSinglePopups) {
        const shown = notifier.show(keyOf(popup.callId), popup.text, popup.onClick, popup.options);
        singles.push({ callId: popup.callId, called: popup.called, at: now(), shown });
        return shown;
      }
      burst = beginBurst(popup);
      return addToBurst(burst, popup);
    },

    /** Corrects a call's popup in its place, wherever the call is told. It counts for no burst. */
    replace(popup: CallPopup): Promise<ShowResult> {
      if (burst?.numbers.has(keyOf(popup.callId)) === true) return addToBurst(burst, popup);
      return notifier.show(keyOf(popup.callId), popup.text, popup.onClick, popup.options);
    },

    /** Calls are numbered anew: none that comes is one of those shown. */
    forgetCalls(): void {
      singles = [];
      burst = null;
    },
  };
}

/** "7 calls started", and the newest numbers, a line each. */
function formatBurst({ calls, numbers }: Burst): PopupText {
  const lines = [...numbers.values()].slice(-maximumNumbers).toReversed().map(formatTitle);
  const more = calls - lines.length;
  return {
    title: t('popups.burst.title', { count: calls }),
    body: [...lines, ...(more > 0 ? [t('popups.burst.more', { count: more })] : [])].join('\n'),
  };
}
