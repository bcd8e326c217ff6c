import { ChevronRight, CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { DescribedGroup } from '../../../../shared/diagnostics/describe-diagnostics.ts';
import { t } from '../../../../shared/i18n/translate.ts';

const icons = { fine: CircleCheck, attention: TriangleAlert, problem: CircleX };

/** One part: its state in a line, and all that is known of it below. What is not fine is open from the beginning. */
export function DiagnosticsGroup({ group }: { group: DescribedGroup }) {
  const { title, state, summary, rows } = group;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? state !== 'fine';
  const hasRows = rows.length > 0;
  const id = useId();
  const Icon = icons[state];
  const line = (
    <>
      <span className="diagnostics-title">{title}</span>
      <span className="diagnostics-summary">{summary}</span>
      <span className={`diagnostics-state is-${state}`}>
        <Icon aria-hidden />
        {t(`diagnostics.state.${state}`)}
      </span>
    </>
  );
  return (
    <li className="diagnostics-group">
      {hasRows ? (
        <button
          type="button"
          className="diagnostics-line"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setChosen(!isOpen)}
        >
          <ChevronRight className="diagnostics-chevron" aria-hidden />
          {line}
        </button>
      ) : (
        <div className="diagnostics-line">
          <span className="diagnostics-chevron" />
          {line}
        </div>
      )}
      <dl id={id} className="diagnostics-rows" hidden={!isOpen || !hasRows}>
        {rows.map(({ label, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same, and none has a state of its own
          <div key={index} className="diagnostics-row">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
