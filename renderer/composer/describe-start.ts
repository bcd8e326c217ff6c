import type { StepName } from '../../shared/composer/scenarios.ts';
import { type MessageKey, t } from '../../shared/i18n/translate.ts';

const steps: Record<StepName, MessageKey> = {
  agent_started: 'event.started.agent',
  agent_answered: 'event.answered.agent',
  customer_started: 'event.started.customer',
  customer_answered: 'event.answered.customer',
  hangup: 'event.hangup.customer',
  agent_record: 'event.cdr.agent',
  customer_record: 'event.cdr.customer',
  manual_started: 'composer.preset.manual',
  incoming_leg: 'event.incomingStarted',
  piopiy_started: 'composer.preset.piopiy',
  agent_hangup: 'event.hangup.agent',
  manual_answered: 'event.answered.agent',
  manual_record: 'event.cdr.agent',
};

/** A message of TeleCMI's, in the words of a call's timeline. */
export const describeStep = (name: StepName): string => t(steps[name]);
