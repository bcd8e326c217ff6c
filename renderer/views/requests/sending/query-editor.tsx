import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { readUrlEncoded, writeUrlEncoded } from '../../../../shared/url-encoded.ts';
import { PairRows } from './pair-rows.tsx';
import { createRow, type PairRow } from './use-draft.ts';

interface Props {
  query: string;
  isInvalid: boolean;
  onChange: (query: string) => void;
}

/** A parameter and how it was written, which stays until it is edited. */
interface Parameter extends PairRow {
  raw: string;
}

const toRows = (query: string): Parameter[] =>
  readUrlEncoded(query).map(({ raw, name, value }) => ({ ...createRow(name, value), raw }));

/** The query as it is sent, and on demand its parameters in rows. */
export function QueryEditor({ query, isInvalid, onChange }: Props) {
  const id = useId();
  const [rows, setRows] = useState<Parameter[] | null>(null);
  const changeRows = (changed: PairRow[]) => {
    const before = new Map(rows?.map((row) => [row.key, row]));
    const next = changed.map((row): Parameter => {
      const known = before.get(row.key);
      const isUntouched = known !== undefined && known.name === row.name && known.value === row.value;
      return { ...row, raw: isUntouched ? known.raw : writeUrlEncoded(row.name, row.value) };
    });
    setRows(next);
    onChange(
      next
        .filter(({ name, value }) => name !== '' || value !== '')
        .map(({ raw }) => raw)
        .join('&'),
    );
  };
  return (
    <div className="draft-part">
      <div className="draft-label-line">
        <label className="sending-label" htmlFor={id}>
          {t('draft.query')}
        </label>
        <button
          type="button"
          className="text-button unfold"
          aria-expanded={rows !== null}
          onClick={() => setRows(rows === null ? toRows(query) : null)}
        >
          <ChevronRight aria-hidden />
          {t('draft.asRows')}
        </button>
      </div>
      <input
        id={id}
        className="input draft-code"
        spellCheck={false}
        dir="ltr"
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-error` : undefined}
        value={query}
        onChange={(event) => {
          onChange(event.target.value);
          if (rows !== null) setRows(toRows(event.target.value));
        }}
      />
      {isInvalid ? (
        <p id={`${id}-error`} className="field-error">
          {t('draft.queryInvalid')}
        </p>
      ) : null}
      {rows === null ? null : <PairRows kind="parameter" rows={rows} onChange={changeRows} />}
    </div>
  );
}
