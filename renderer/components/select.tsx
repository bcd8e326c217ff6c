import { ChevronDown } from 'lucide-react';
import '../styles/select.css';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
}

interface Props<Value extends string> {
  id?: string;
  /** Its name where no label is for it. */
  label?: string;
  describedBy?: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
}

/** The system's own list of choices: every key and every screen reader knows it. */
export function Select<Value extends string>({ id, label, describedBy, value, options, onChange }: Props<Value>) {
  return (
    <span className="select">
      <select
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  );
}
