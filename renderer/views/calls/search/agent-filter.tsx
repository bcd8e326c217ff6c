import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { CallFilter } from '../../../../shared/call-query.ts';
import { isSameFilter } from '../../../../shared/call-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { suggestionsQuery } from '../../../live/queries.ts';

/** The agents with the most calls, one click each; others can be typed. */
const offeredAgents = 6;

interface Props {
  filters: CallFilter[];
  onToggle: (filter: CallFilter) => void;
}

export function AgentFilter({ filters, onToggle }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const { data: agents = [] } = useQuery(suggestionsQuery({ of: 'agent', prefix: '' }));
  const filterOf = (agent: string): CallFilter => ({ kind: 'agent', agent });
  const isOn = (agent: string) => filters.some((filter) => isSameFilter(filter, filterOf(agent)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const agent = typed.trim();
    if (agent === '') return;
    if (!isOn(agent)) onToggle(filterOf(agent));
    setTyped('');
  };
  return (
    <>
      {agents.length === 0 ? null : (
        <div className="filter-toggles">
          {agents.slice(0, offeredAgents).map(({ value, calls }) => (
            <button
              key={value}
              type="button"
              className="filter-toggle"
              aria-pressed={isOn(value)}
              title={t('search.suggestedCalls', { count: calls })}
              onClick={() => onToggle(filterOf(value))}
            >
              {isOn(value) ? <Check aria-hidden /> : null}
              {toPlainText(value, 24)}
            </button>
          ))}
        </div>
      )}
      <form className="filter-line" onSubmit={submit}>
        <input
          className="input"
          aria-label={t('filter.agentName')}
          placeholder={t('filter.agentPlaceholder')}
          list={`${id}-agents`}
          maxLength={200}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <datalist id={`${id}-agents`}>
          {agents.map(({ value }) => (
            <option key={value} value={value} />
          ))}
        </datalist>
        <button type="submit" className="button" disabled={typed.trim() === ''}>
          {t('filter.apply')}
        </button>
      </form>
    </>
  );
}
