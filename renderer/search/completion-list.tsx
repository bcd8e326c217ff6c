import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { Completion } from './use-completions.ts';

interface Props {
  /** The box's, which names the list and its lines by it. */
  id: string;
  items: Completion[];
  /** What of a choice has been typed. */
  typed: string;
  activeIndex: number;
  onChoose: (index: number) => void;
}

const longestChoice = 80;

/** What the box can be completed with. It is there also when empty, so that the box can refer to it. */
export function CompletionList({ id, items, typed, activeIndex, onChoose }: Props) {
  return (
    <div
      id={`${id}-list`}
      className="completions"
      role="listbox"
      aria-label={t('search.completions')}
      hidden={items.length === 0}
    >
      {items.map(({ choice, label, hint }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
        <div
          key={choice}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === activeIndex}
          className="completion"
          // The box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <span className="completion-label">
            <Typed text={toPlainText(label, longestChoice)} typed={typed} />
          </span>
          <span className="completion-hint">{hint}</span>
        </div>
      ))}
    </div>
  );
}

/** The part that was typed stands out less than what it would become. */
function Typed({ text, typed }: { text: string; typed: string }) {
  if (typed === '' || !text.toLowerCase().startsWith(typed.toLowerCase())) return <bdi>{text}</bdi>;
  return (
    <bdi>
      <span className="completion-typed">{text.slice(0, typed.length)}</span>
      {text.slice(typed.length)}
    </bdi>
  );
}
