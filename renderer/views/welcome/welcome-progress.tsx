import { Check } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import { welcomeSteps } from './use-welcome-step.ts';

/** The steps by name: which are behind, which is on, and the way to each. */
export function WelcomeProgress({ index, onGoTo }: { index: number; onGoTo: (index: number) => void }) {
  return (
    <ol className="welcome-progress" aria-label={t('welcome.progress')}>
      {welcomeSteps.map((step, position) => {
        const isDone = position < index;
        const values = { number: position + 1, name: t(`welcome.step.${step}`) };
        return (
          <li key={step}>
            <button
              type="button"
              className={`welcome-progress-step ${isDone ? 'is-done' : ''}`}
              aria-current={position === index ? 'step' : undefined}
              aria-label={t(isDone ? 'welcome.stepDone' : 'welcome.stepName', values)}
              onClick={() => onGoTo(position)}
            >
              <span className="welcome-number" aria-hidden>
                {isDone ? <Check /> : position + 1}
              </span>
              <span className="welcome-progress-name">{t(`welcome.step.${step}`)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
