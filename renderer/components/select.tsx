export interface SelectOption<Value extends string> {
  value: Value;
  text: string;
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
    <select
      id={id}
      className="input select"
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
          {option.text}
        </option>
      ))}
    </select>
  );
}
