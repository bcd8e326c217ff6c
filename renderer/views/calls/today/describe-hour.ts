import type { TodayStatistics } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { agentExtension } from '../../../format/caller.ts';
import { formatClock } from '../../../format/time.ts';

export type Hour = TodayStatistics['hours'][number];

const hourMs = 3_600_000;
/** Agents told by name; the others together. */
const namedAgents = 4;

/** "12:00–13:00" */
export function describeHourSpan({ startsAt }: Hour): string {
  return t('today.span', { from: formatClock(startsAt), to: formatClock(startsAt + hourMs) });
}

/** "agent 202: 4, agent 203: 2" with the busiest first; empty without any call. */
export function describeAgents({ byAgent }: Hour): string {
  const busiest = byAgent.toSorted((one, other) => other.calls - one.calls);
  const named = busiest
    .slice(0, namedAgents)
    .map(({ agent, calls }) =>
      agent === null
        ? t('today.unknownAgent', { count: calls })
        : t('today.agent', { agent: agentExtension(agent), count: calls }),
    );
  const others = busiest.slice(namedAgents);
  const rest = others.reduce((sum, { calls }) => sum + calls, 0);
  return [...named, ...(rest > 0 ? [t('today.otherAgents', { agents: others.length, count: rest })] : [])].join(', ');
}

/** Whether a moment is in an hour. */
export const isWithin = ({ startsAt }: Hour, moment: number): boolean =>
  moment >= startsAt && moment < startsAt + hourMs;
