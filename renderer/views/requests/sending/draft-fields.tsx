import { type RefObject, useId, useRef } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { TextPosition } from '../../../../shared/received-request.ts';
import { isBodyMissing, isHeaderSendable, ownWebhookPath } from '../../../../shared/request-draft.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { Select, type SelectOption } from '../../../components/select.tsx';
import { BodyEditor } from './body-editor.tsx';
import { DraftPreview } from './draft-preview.tsx';
import { PairRows } from './pair-rows.tsx';
import { QueryEditor } from './query-editor.tsx';
import { type useDraft, usePreview } from './use-draft.ts';

/** Those a sender may try; what came otherwise is offered besides. */
const methods = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

interface Props {
  request: RequestDetail;
  editor: ReturnType<typeof useDraft>;
}

/** All of a request to edit, and what the listener will say of it. */
export function DraftFields({ request, editor: { form, change, draft, problems, renew } }: Props) {
  const id = useId();
  const bodyField = useRef<HTMLTextAreaElement>(null);
  const preview = usePreview(draft);
  const isPathInvalid = problems.includes('path');
  return (
    <>
      <div className="draft-line">
        <Select
          label={t('draft.method')}
          value={form.method}
          options={methodOptions(request.method)}
          onChange={(method) => change({ method })}
        />
        <input
          className="input draft-code"
          aria-label={t('draft.path')}
          aria-invalid={isPathInvalid}
          aria-describedby={`${id}-path`}
          spellCheck={false}
          dir="ltr"
          value={form.path}
          onChange={(event) => change({ path: event.target.value })}
        />
      </div>
      <p id={`${id}-path`} className={isPathInvalid ? 'field-error' : 'draft-note'}>
        {t(isPathInvalid ? 'draft.pathInvalid' : 'draft.pathHint', { path: ownWebhookPath })}
      </p>
      <QueryEditor query={form.query} isInvalid={problems.includes('query')} onChange={(query) => change({ query })} />
      <fieldset className="draft-part">
        <legend className="sending-label">{t('draft.headers')}</legend>
        <PairRows
          kind="header"
          rows={form.headers}
          canBeOff
          isSendable={({ name, value }) => (name === '' && value === '') || isHeaderSendable([name, value])}
          onChange={(headers) => change({ headers })}
        />
        <p className="draft-note">{t('draft.headersHint', { names: 'Host, Content-Length' })}</p>
      </fieldset>
      <BodyEditor
        bodyBase64={form.bodyBase64}
        isMissing={isBodyMissing(request)}
        field={bodyField}
        onChange={(bodyBase64) => change({ bodyBase64 })}
      />
      <div className="draft-verdict">
        <DraftPreview preview={preview} problems={problems} onGoTo={(position) => goTo(bodyField, position)} />
        {preview?.status === 'accepted' ? (
          <button type="button" className="button" title={t('draft.renewHint')} onClick={() => void renew()}>
            {t('draft.renew')}
          </button>
        ) : null}
      </div>
    </>
  );
}

function methodOptions(own: string): SelectOption<string>[] {
  return [...new Set([...methods, own])].map((method) => ({ value: method, text: method }));
}

/** Puts the cursor where the message is wrong. */
function goTo(field: RefObject<HTMLTextAreaElement | null>, { line, column }: TextPosition): void {
  const shown = field.current;
  if (shown === null) return;
  // By line and column, which are the same whatever ends a line.
  const before = shown.value.split('\n').slice(0, line - 1);
  const offset = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  shown.focus();
  shown.setSelectionRange(offset, Math.min(offset + 1, shown.value.length));
}
