import { useId } from 'react';

interface Props {
  type: 'radio' | 'checkbox';
  /** Radio buttons of one group exclude each other. */
  group?: string;
  name: string;
  /** What it means, below its name. */
  hint?: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** Something that can be chosen in a dialog, with what it means. */
export function Choice({ type, group, name, hint, isChecked, onChange }: Props) {
  const id = useId();
  return (
    <label className="choice">
      <input
        type={type}
        name={group}
        checked={isChecked}
        aria-describedby={hint === undefined ? undefined : id}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span className="choice-name">{name}</span>
        {hint === undefined ? null : (
          <span id={id} className="choice-hint">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
