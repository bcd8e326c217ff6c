import { Plus, X } from 'lucide-react';
import { type DraftRow, maximumNameLength, maximumRows, maximumTextLength } from '../../shared/composer/draft.ts';
import { t } from '../../shared/i18n/translate.ts';
import { Select } from '../components/select.tsx';
import { focusNeighbour } from './focus-neighbour.ts';

interface Props {
  id: string;
  /** The field the rows are in. */
  field: string;
  rows: readonly DraftRow[];
  wrong: ReadonlySet<string>;
  onChange: (rows: DraftRow[]) => void;
}

const kinds = ['text', 'json'] as const;

/** The names and values that `custom` or `extra_params` hold. */
export function RowsEditor({ id, field, rows, wrong, onChange }: Props) {
  const setRow = (index: number, row: DraftRow) => onChange(rows.map((one, at) => (at === index ? row : one)));
  return (
    <fieldset className="composer-rows" aria-label={field}>
      {rows.map((row, index) => {
        const shownName = `${field}.${row.name === '' ? t('composer.unnamed') : row.name}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place; names may come twice
          <div className="composer-row" key={index}>
            <input
              id={index === 0 ? id : undefined}
              className="input is-code composer-row-name"
              type="text"
              autoComplete="off"
              spellCheck={false}
              dir="auto"
              maxLength={maximumNameLength}
              placeholder={t('composer.rowNamePlaceholder')}
              aria-label={t('composer.rowName', { number: index + 1, field })}
              value={row.name}
              onChange={({ target }) => setRow(index, { ...row, name: target.value })}
            />
            <input
              className="input is-code composer-row-value"
              type="text"
              autoComplete="off"
              spellCheck={false}
              dir="auto"
              maxLength={maximumTextLength}
              placeholder={t('composer.rowValuePlaceholder')}
              aria-label={t('composer.valueOf', { field: shownName })}
              aria-invalid={wrong.has(`${field}.${row.name}`)}
              value={row.value.text}
              onChange={({ target }) => setRow(index, { ...row, value: { ...row.value, text: target.value } })}
            />
            <Select
              label={t('composer.kindOf', { field: shownName })}
              value={row.value.as}
              options={kinds.map((as) => ({ value: as, text: t(`composer.as.${as}`) }))}
              onChange={(as) => setRow(index, { ...row, value: { ...row.value, as } })}
            />
            <button
              type="button"
              className="icon-button composer-row-remove"
              aria-label={t('composer.remove', { field: shownName })}
              title={t('composer.remove', { field: shownName })}
              onClick={(event) => {
                focusNeighbour(event.currentTarget, '.composer-rows', '.composer-row-remove, .composer-row-add');
                onChange(rows.toSpliced(index, 1));
              }}
            >
              <X aria-hidden />
            </button>
          </div>
        );
      })}
      <button
        id={rows.length === 0 ? id : undefined}
        type="button"
        className="button button-quiet composer-row-add"
        aria-label={t('composer.addRowTo', { field })}
        disabled={rows.length >= maximumRows}
        onClick={(event) => {
          const { currentTarget } = event;
          onChange([...rows, { name: '', value: { as: 'text', text: '' } }]);
          requestAnimationFrame(() =>
            currentTarget.previousElementSibling?.querySelector<HTMLElement>('.composer-row-name')?.focus(),
          );
        }}
      >
        <Plus aria-hidden />
        {t('composer.addRow')}
      </button>
    </fieldset>
  );
}
