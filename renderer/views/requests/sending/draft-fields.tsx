import { type RefObject, useId } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { isBodyMissing, isHeaderSendable, ownWebhookPath } from '../../../../shared/request-draft.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { Select, type SelectOption } from '../../../components/select.tsx';
import { BodyEditor } from './body-editor.tsx';
import { PairRows } from './pair-rows.tsx';
import { QueryEditor } from './query-editor.tsx';
import type { DraftEditing } from './use-draft.ts';

/** Those a sender may try; what came otherwise is offered besides. */
const methods = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

interface Props {
  request: RequestDetail;
  editor: DraftEditing;
  bodyField: RefObject<HTMLTextAreaElement | null>;
}

/** All of a request to edit. */
export function DraftFields({ request, editor: { form, change, problems, renewals }, bodyField }: Props) {
  const id = useId();
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
      <QueryEditor
        key={renewals}
        query={form.query}
        isInvalid={problems.includes('query')}
        onChange={(query) => change({ query })}
      />
      <fieldset className="draft-part">
        <legend className="sending-label">{t('draft.headers')}</legend>
        <PairRows
          kind="header"
          rows={form.headers}
          canBeOff
          isSendable={({ name, value }) => (name === '' && value === '') || isHeaderSendable([name, value])}
          onChange={(headers) => change({ headers })}
        />
        <p className="draft-note">{t('draft.headersHint', { host: 'Host', length: 'Content-Length' })}</p>
      </fieldset>
      <BodyEditor
        bodyBase64={form.bodyBase64}
        isMissing={isBodyMissing(request)}
        field={bodyField}
        onChange={(bodyBase64) => change({ bodyBase64 })}
      />
    </>
  );
}

function methodOptions(own: string): SelectOption<string>[] {
  return [...new Set([...methods, own])].map((method) => ({ value: method, text: method }));
}
