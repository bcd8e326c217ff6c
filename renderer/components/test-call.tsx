import { Check, Circle, LoaderCircle, type LucideIcon, Minus, Send, X } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { TestCall as TestCallData, TestCallStep } from '../../shared/tunnel.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { formatWhen } from '../format/time.ts';
import { useNow } from '../hooks/use-now.ts';
import { useStartWhenShown, useTestCall } from '../hooks/use-test-call.ts';
import { useAnnounce } from './announcer.tsx';
import '../styles/tunnel.css';
import { useAttempt } from '../hooks/use-attempt.ts';

/**
 * Sends a test call and ticks off each stage it comes through, live.
 *
 * @param onOpenCall where it is left out, the call is not offered to be opened
 */
export function TestCall({ onOpenCall }: { onOpenCall?: (id: number) => void }) {
  const testCall = useTestCall();
  const isRunning = testCall?.isRunning === true;
  const box = useRef<HTMLDivElement>(null);
  const attempt = useAttempt();
  // Bound while one runs as well: elsewhere in the window the key would ask for another one, later.
  useAction('startTestCall', () => {
    if (!isRunning) attempt(() => bridge().startTestCall());
  });
  useStartWhenShown();
  useEndAnnouncement(testCall);
  const runningStep = testCall?.steps.find(({ state }) => state === 'running')?.name;
  const wasRunning = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is looked at as it begins
  useEffect(() => {
    // Whether started here or by its key from elsewhere, what it does is to be seen, and how it ended.
    if (isRunning || wasRunning.current) {
      box.current?.querySelector('.is-running, .test-call-end')?.scrollIntoView({ block: 'nearest' });
    }
    wasRunning.current = isRunning;
    // The step grows when it reports on the popup and offers to show it again.
  }, [isRunning, runningStep, testCall?.isPopupGone]);

  return (
    <div className="test-call" ref={box}>
      <TestCallButton testCall={testCall} />
      {testCall === null ? null : (
        <ol className="test-call-steps" aria-label={t('testCall.listName')}>
          {testCall.steps.map((step) => (
            <StepRow key={step.name} step={step} isPopupGone={testCall.isPopupGone} />
          ))}
        </ol>
      )}
      {testCall === null || isRunning ? null : <Ending testCall={testCall} onOpenCall={onOpenCall} />}
    </div>
  );
}

/** One button throughout, so that the focus stays: it starts, and while the test call runs it ends it. */
function TestCallButton({ testCall }: { testCall: TestCallData | null }) {
  const attempt = useAttempt();
  if (testCall?.isRunning !== true) {
    return (
      <button
        type="button"
        className="button button-primary"
        key="button"
        onClick={() => attempt(() => bridge().startTestCall())}
      >
        <Send aria-hidden />
        {t('action.startTestCall')}
      </button>
    );
  }
  const waitsForClick = testCall.steps.some(({ name, state }) => name === 'click' && state === 'running');
  return (
    <button type="button" className="button" key="button" onClick={() => attempt(() => bridge().cancelTestCall())}>
      <X aria-hidden />
      {t(waitsForClick ? 'testCall.skipClick' : 'testCall.cancel')}
    </button>
  );
}

const icons: Record<TestCallStep['state'], LucideIcon> = {
  waiting: Circle,
  running: LoaderCircle,
  done: Check,
  failed: X,
  skipped: Minus,
};

function StepRow({ step: { name, state, detail }, isPopupGone }: { step: TestCallStep; isPopupGone: boolean }) {
  const Icon = icons[state];
  const hint = name === 'click' && state === 'running' ? t('testCall.click.running') : t(`testCall.hint.${name}`);
  return (
    <li className={`test-call-step is-${state}`}>
      <span className="test-call-icon" aria-hidden>
        <Icon />
      </span>
      <p className="test-call-name">
        {t(`testCall.step.${name}`)}
        <span className="visually-hidden">: {t(`testCall.state.${state}`)}</span>
      </p>
      <div className="test-call-detail">
        <p>{detail === '' && state !== 'done' ? hint : detail}</p>
        {name === 'click' && isPopupGone ? (
          <button type="button" className="button" onClick={showAgain}>
            {t('testCall.showAgain')}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function showAgain(event: MouseEvent<HTMLButtonElement>): void {
  // This button is about to disappear; the next best place is the button that skips the click.
  event.currentTarget.closest('.test-call')?.querySelector('button')?.focus();
  void bridge().showTestPopup();
}

function Ending({ testCall, onOpenCall }: { testCall: TestCallData; onOpenCall: ((id: number) => void) | undefined }) {
  const { callId, endedAt } = testCall;
  const now = useNow();
  const hasFailed = testCall.steps.some(({ state }) => state === 'failed');
  return (
    <div className="test-call-end">
      <p className={hasFailed ? 'field-error' : 'confirmation'}>{describeEnd(testCall)}</p>
      {endedAt === null ? null : <p className="checked-at">{t('testCall.tested', formatWhen(endedAt, now))}</p>}
      {callId === null || onOpenCall === undefined ? null : (
        <button type="button" className="link-button" onClick={() => onOpenCall(callId)}>
          {t('testCall.openCall')}
        </button>
      )}
    </div>
  );
}

/** How the whole test call ended, in a sentence. */
function describeEnd({ steps }: TestCallData): string {
  const stopped = steps.find(({ state }) => state === 'failed') ?? steps.find(({ state }) => state === 'waiting');
  if (stopped !== undefined) return t('testCall.stopped', { step: t(`testCall.step.${stopped.name}`) });
  const isWhole = steps.every(({ name, state }) => state === 'done' || name === 'tunnel');
  return t(isWhole ? 'testCall.passed' : 'testCall.passedWithout');
}

/** Says when the person is to click, and how it ended, to who does not see it. */
function useEndAnnouncement(testCall: TestCallData | null): void {
  const announce = useAnnounce();
  const wasRunning = useRef(false);
  const waitsForClick = testCall?.steps.some(({ name, state }) => name === 'click' && state === 'running') === true;
  const goneText = testCall?.isPopupGone === true ? testCall.steps.at(-1)?.detail : undefined;
  useEffect(() => {
    if (waitsForClick) announce(goneText ?? t('testCall.click.running'));
  }, [waitsForClick, goneText, announce]);
  useEffect(() => {
    const isRunning = testCall?.isRunning === true;
    if (testCall !== null && wasRunning.current && !isRunning) announce(describeEnd(testCall));
    wasRunning.current = isRunning;
  }, [testCall, announce]);
}
