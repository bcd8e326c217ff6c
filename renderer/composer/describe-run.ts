import type { ScenarioRun } from '../../shared/composer/scenario-run.ts';
import { t } from '../../shared/i18n/translate.ts';

/** How far a run is, or how it ended, in a sentence. */
export function describeRun({ state, steps }: ScenarioRun): string {
  const answered = steps.flatMap(({ outcome }) => (outcome.state === 'answered' ? [outcome.status] : []));
  return t(`composer.run.${state}`, {
    sent: answered.length,
    total: steps.length,
    accepted: answered.filter((status) => status < 300).length,
  });
}
