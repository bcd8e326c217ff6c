import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AnyFilter, QueryLanguage } from './query-language.ts';

/** Filters of one subject. */
export function FilterGroup({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="filter-group">
      <legend>{name}</legend>
      {children}
    </fieldset>
  );
}

interface TogglesProps<Filter extends AnyFilter> {
  language: Pick<QueryLanguage<Filter>, 'format' | 'describe'>;
  choices: readonly Filter[];
  isOn: (filter: Filter) => boolean;
  onToggle: (filter: Filter) => void;
}

/** Filters that are on or off. */
export function FilterToggles<Filter extends AnyFilter>({ language, choices, isOn, onToggle }: TogglesProps<Filter>) {
  return (
    <div className="filter-toggles">
      {choices.map((filter) => (
        <button
          key={language.format(filter)}
          type="button"
          className="filter-toggle"
          aria-pressed={isOn(filter)}
          onClick={() => onToggle(filter)}
        >
          {isOn(filter) ? <Check aria-hidden /> : null}
          {language.describe(filter)}
        </button>
      ))}
    </div>
  );
}
