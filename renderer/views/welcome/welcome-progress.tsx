import { Check } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import { welcomeSteps } from './use-welcome-step.ts';

/** The steps by name: which are behind, which is on, and the way to each. */
export function WelcomeProgress({ index, onGoTo }: { index: number; onGoTo: (index: number) => void }) {
  return (
    <ol className="welcome-progress" aria-label={t('welcome.progress')}>
      {welcomeSteps.map((step, position) => {
        const isDone = position < index;
        return (
          <li key={step}>
            <button
              type="button"
              className={`welcome-progress-step ${isDone ? 'is-done' : ''}`}
              aria-current={position === index ? 'step' : undefined}
              onClick={() => onGoTo(position)}
            >
              <span className="welcome-number" aria-hidden>
                {isDone ? <Check /> : position + 1}
              </span>
              <span className="welcome-progress-name">
                <span className="visually-hidden">{t('welcome.stepNumber', { number: position + 1 })} </span>
                {t(`welcome.step.${step}`)}
                {isDone ? <span className="visually-hidden"> {t('welcome.stepDone')}</span> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
