import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { createRow, type PairRow } from './use-draft.ts';

interface Props {
  /** What the rows are, for their names: "Name of header 2". */
  kind: 'header' | 'parameter';
  rows: readonly PairRow[];
  /** Whether a row can be sent as it is. */
  isSendable?: (row: PairRow) => boolean;
  /** Rows can be kept and not sent. */
  canBeOff?: boolean;
  onChange: (rows: PairRow[]) => void;
}

/** Names and values to edit, add and remove. */
export function PairRows({ kind, rows, isSendable = () => true, canBeOff = false, onChange }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const change = (key: number, changed: Partial<PairRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const focusRow = (index: number) =>
    requestAnimationFrame(() => {
      const inputs = list.current?.querySelectorAll<HTMLInputElement>('.pair-name');
      (inputs?.[Math.min(index, inputs.length - 1)] ?? list.current?.parentElement?.querySelector('button'))?.focus();
    });
  return (
    <div className="pairs">
      <ul ref={list}>
        {rows.map((row, index) => {
          const number = index + 1;
          const isInvalid = row.isOn && !isSendable(row);
          return (
            <li key={row.key} className={row.isOn ? '' : 'is-off'}>
              {canBeOff ? (
                <input
                  type="checkbox"
                  aria-label={t(`draft.${kind}On`, { number })}
                  checked={row.isOn}
                  onChange={(event) => change(row.key, { isOn: event.target.checked })}
                />
              ) : null}
              <input
                className="input pair-name"
                aria-label={t(`draft.${kind}Name`, { number })}
                aria-invalid={isInvalid}
                spellCheck={false}
                dir="ltr"
                value={row.name}
                onChange={(event) => change(row.key, { name: event.target.value })}
              />
              <input
                className="input"
                aria-label={t(`draft.${kind}Value`, { number })}
                aria-invalid={isInvalid}
                spellCheck={false}
                dir="ltr"
                value={row.value}
                onChange={(event) => change(row.key, { value: event.target.value })}
              />
              <button
                type="button"
                className="icon-button"
                aria-label={t(`draft.${kind}Remove`, { number })}
                onClick={() => {
                  onChange(rows.filter(({ key }) => key !== row.key));
                  focusRow(index);
                }}
              >
                <X aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="button button-quiet"
        onClick={() => {
          onChange([...rows, createRow()]);
          focusRow(rows.length);
        }}
      >
        <Plus aria-hidden />
        {t(`draft.${kind}Add`)}
      </button>
    </div>
  );
}
