import { Check, Minus } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import type { AppStatus } from '../../../shared/status.ts';
import { type WelcomeStep, welcomeSteps } from './use-welcome-step.ts';

/** How a past step ended; null while unknown. */
type StepResult = 'done' | 'skipped' | null;

interface Props {
  index: number;
  status: Pick<AppStatus, 'isWebhookUrlPublic' | 'tunnel'>;
  onGoTo: (index: number) => void;
}

/** The steps by name: which are done or skipped, which one is current, and a way to each. */
export function WelcomeProgress({ index, status, onGoTo }: Props) {
  return (
    <ol className="welcome-progress" aria-label={t('welcome.progress')}>
      {welcomeSteps.map((step, position) => {
        const result = position < index ? resultOf(step, status) : null;
        return (
          <li key={step}>
            <button
              type="button"
              className={`welcome-progress-step ${result === null ? '' : `is-${result}`}`}
              aria-current={position === index ? 'step' : undefined}
              title={result === 'skipped' ? t('welcome.stepSkippedHint') : undefined}
              onClick={() => onGoTo(position)}
            >
              <span className="welcome-number" aria-hidden>
                <StepSign result={result} number={position + 1} />
              </span>
              <span className="welcome-progress-name">
                <span className="visually-hidden">{t('welcome.stepNumber', { number: position + 1 })} </span>
                {t(`welcome.step.${step}`)}
                {result === null ? null : (
                  <span className="visually-hidden">
                    {' '}
                    {t(result === 'done' ? 'welcome.stepDone' : 'welcome.stepSkipped')}
                  </span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function StepSign({ result, number }: { result: StepResult; number: number }) {
  if (result === null) return number;
  return result === 'done' ? <Check /> : <Minus />;
}

/** Going past a step proves nothing: a tunnel is set up once it has an address, and checked once it was reached. */
function resultOf(step: WelcomeStep, { isWebhookUrlPublic, tunnel }: Props['status']): StepResult {
  switch (step) {
    case 'tunnel':
      return isWebhookUrlPublic ? 'done' : 'skipped';
    case 'check':
      if (tunnel.state === 'checking') return null;
      return tunnel.state === 'reachable' ? 'done' : 'skipped';
    // Without agent ids, everybody's calls pop up; that is a valid choice.
    case 'agent':
    case 'telecmi':
      return 'done';
  }
}
