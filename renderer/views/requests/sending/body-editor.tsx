import { applyEdits, format } from 'jsonc-parser';
import { type RefObject, useId, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { bytesOf } from '../../../format/body-bytes.ts';
import { formatBytes } from '../../../format/time.ts';
import { isEditableAsText, readBodyText, readHex, toBase64, writeBodyText, writeHex } from './body-text.ts';

interface Props {
  bodyBase64: string;
  /** The stored request had a body that was not kept. */
  isMissing: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (bodyBase64: string) => void;
}

/** The body as text, or byte by byte; as it came until it is edited. */
export function BodyEditor({ bodyBase64, isMissing, field, onChange }: Props) {
  const id = useId();
  const bytes = bytesOf(bodyBase64);
  const body = readBodyText(bytes);
  const isText = isEditableAsText(body);
  const [wantsHex, setWantsHex] = useState(false);
  const isHex = wantsHex || !isText;
  return (
    <div className="draft-part draft-body">
      <div className="draft-label-line">
        <label className="sending-label" htmlFor={id}>
          {t('draft.body')}
        </label>
        <span className="draft-size">{formatBytes(bytes.byteLength)}</span>
        {isText && !isHex ? (
          <FormatButton text={body.text} onFormat={(text) => onChange(toBase64(writeBodyText(text, body.lineEnd)))} />
        ) : null}
        <label className="sending-check">
          <input
            type="checkbox"
            checked={isHex}
            disabled={!isText}
            onChange={(event) => setWantsHex(event.target.checked)}
          />
          {t('draft.hex')}
        </label>
      </div>
      {isMissing && bytes.byteLength === 0 ? <p className="draft-note">{t('draft.bodyMissing')}</p> : null}
      {isText ? null : <p className="draft-note">{t('draft.noText')}</p>}
      {isHex ? (
        <HexField id={id} bytes={bytes} onChange={onChange} />
      ) : (
        <textarea
          ref={field}
          id={id}
          className="input draft-code"
          rows={10}
          spellCheck={false}
          dir="ltr"
          value={isText ? body.text : ''}
          onChange={(event) => onChange(toBase64(writeBodyText(event.target.value, isText ? body.lineEnd : '\n')))}
        />
      )}
    </div>
  );
}

/** Blanks and line breaks only: names, values and digits stay. Nothing where it is no JSON. */
function FormatButton({ text, onFormat }: { text: string; onFormat: (text: string) => void }) {
  const isJson = canParse(text);
  return (
    <button
      type="button"
      className="button button-quiet"
      disabled={!isJson}
      onClick={() => onFormat(applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' })))}
    >
      {t('draft.format')}
    </button>
  );
}

function canParse(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What is typed stays as typed; it counts as soon as it is whole bytes. */
function HexField({ id, bytes, onChange }: { id: string; bytes: Uint8Array; onChange: (bodyBase64: string) => void }) {
  const [text, setText] = useState(() => writeHex(bytes));
  const read = readHex(text);
  const isInvalid = read === null;
  // Something else changed the bytes.
  const isOutdated = read !== null && toBase64(read) !== toBase64(bytes);
  return (
    <>
      <textarea
        id={id}
        className="input draft-code"
        rows={8}
        spellCheck={false}
        dir="ltr"
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-error` : undefined}
        value={isOutdated ? writeHex(bytes) : text}
        onChange={(event) => {
          setText(event.target.value);
          const typed = readHex(event.target.value);
          if (typed !== null) onChange(toBase64(typed));
        }}
      />
      {isInvalid ? (
        <p id={`${id}-error`} className="field-error">
          {t('draft.hexInvalid')}
        </p>
      ) : null}
    </>
  );
}
