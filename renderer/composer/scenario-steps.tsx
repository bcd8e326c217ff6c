import { Check, Circle, LoaderCircle, type LucideIcon, Minus, X } from 'lucide-react';
import type { ScenarioRunStep, StepOutcome } from '../../shared/composer/scenario-run.ts';
import { t } from '../../shared/i18n/translate.ts';
import { spellDeceiving } from '../../shared/plain-text.ts';
import { describeStep } from './describe-start.ts';

/** The messages of a scenario: when each is sent, and what became of it. */
export function ScenarioSteps({ steps }: { steps: readonly ScenarioRunStep[] }) {
  return (
    <section className="composer-steps" aria-label={t('composer.run.steps')}>
      <h3>{t('composer.run.steps')}</h3>
      <ol className="card">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place
          <StepRow key={index} step={step} />
        ))}
      </ol>
    </section>
  );
}

const icons: Record<StepOutcome['state'], LucideIcon> = {
  waiting: Circle,
  sending: LoaderCircle,
  answered: Check,
  failed: X,
  skipped: Minus,
};

function StepRow({ step: { atMs, name, outcome } }: { step: ScenarioRunStep }) {
  const isRefused = outcome.state === 'answered' && outcome.status >= 300;
  const Icon = isRefused ? X : icons[outcome.state];
  return (
    <li className={`composer-step is-${isRefused ? 'failed' : outcome.state}`}>
      <Icon aria-hidden />
      <span className="composer-step-time">{t('composer.run.at', { seconds: atMs / 1000 })}</span>
      <span>{describeStep(name)}</span>
      <span className="composer-step-outcome">{describeOutcome(outcome)}</span>
    </li>
  );
}

function describeOutcome(outcome: StepOutcome): string {
  if (outcome.state === 'failed') return outcome.detail;
  if (outcome.state !== 'answered') return t(`composer.step.${outcome.state}`);
  const { status, body, tookMs } = outcome;
  const answered = t('composer.step.answered', { status: String(status), milliseconds: Math.round(tookMs) });
  return `${answered} ${spellDeceiving(body)}`;
}
