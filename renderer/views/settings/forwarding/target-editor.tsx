import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import {
  type ForwardTarget,
  type ForwardTest,
  type ForwardUrlProblem,
  findForwardUrlProblem,
  placeOfForwardUrl,
} from '../../../../shared/forwarding.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { parseRequestQueryText } from '../../../../shared/request-query-text.ts';
import { isKey } from '../../../actions/keys.ts';
import { bridge } from '../../../bridge.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { describeFailure } from '../../../format/failure.ts';
import { formatDuration } from '../../../format/time.ts';
import { useAttempt } from '../../../hooks/use-attempt.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { EditorActions } from '../editor-actions.tsx';

const maximumNameLength = 60;

interface Props {
  draft: ForwardTarget;
  /** Its name for screen readers, which tells it from others that are open. */
  label: string;
  /** It was just opened. */
  takesFocus: boolean;
  onDraft: (draft: ForwardTarget) => void;
  onSave: (target: ForwardTarget) => Promise<unknown>;
  onCancel: () => void;
}

/** A target's name, address and choice of requests; it can be tried before it is saved. */
export function TargetEditor({ draft, label, takesFocus, onDraft: setDraft, onSave, onCancel }: Props) {
  const id = useId();
  const attempt = useAttempt();
  const [isTried, setTried] = useState(false);
  const [ownProblem, setOwnProblem] = useState<{ url: string; problem: ForwardUrlProblem } | null>(null);
  const nameInput = useRef<HTMLInputElement>(null);
  const urlInput = useRef<HTMLInputElement>(null);
  const queryInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    nameInput.current?.focus();
    nameInput.current?.form?.scrollIntoView({ block: 'nearest' });
  }, [takesFocus]);

  const url = draft.url.trim();
  const urlProblem = findForwardUrlProblem(url) ?? (ownProblem?.url === url ? ownProblem.problem : null);
  const [queryProblem] = parseRequestQueryText(draft.query).problems;
  const isNameless = draft.name.trim() === '';

  const submit = useOneAtATime(async () => {
    setTried(true);
    if (isNameless) return nameInput.current?.focus();
    if (urlProblem !== null) return urlInput.current?.focus();
    if (queryProblem !== undefined) return queryInput.current?.focus();
    const { problem } = await bridge().checkForwardUrl({ url });
    if (problem !== null) {
      setOwnProblem({ url, problem });
      return urlInput.current?.focus();
    }
    return onSave({ ...draft, name: draft.name.trim(), url, query: draft.query.trim() });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };
  const isUrlWrong = urlProblem !== null && isTried;
  const isQueryWrong = queryProblem !== undefined && isTried;
  return (
    <form
      className="link-editor target-editor"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(submit);
      }}
      onKeyDown={onKeyDown}
      noValidate
      aria-label={label}
    >
      <label htmlFor={`${id}-name`}>{t('forwarding.editor.nameLabel')}</label>
      <div className="target-field">
        <input
          ref={nameInput}
          id={`${id}-name`}
          className="input"
          type="text"
          autoComplete="off"
          maxLength={maximumNameLength}
          placeholder={t('forwarding.editor.namePlaceholder')}
          value={draft.name}
          aria-invalid={isTried && isNameless}
          aria-describedby={`${id}-name-error`}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <FieldError id={`${id}-name-error`} text={isTried && isNameless ? t('forwarding.editor.noName') : null} />
      </div>
      <label htmlFor={`${id}-url`}>{t('forwarding.editor.urlLabel')}</label>
      <div className="target-field">
        <input
          ref={urlInput}
          id={`${id}-url`}
          className="input is-code"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          value={draft.url}
          aria-invalid={isUrlWrong}
          aria-describedby={`${id}-url-hint ${id}-url-error`}
          onChange={(event) => setDraft({ ...draft, url: event.target.value })}
        />
        {findForwardUrlProblem(url) === null ? <UrlPlace id={`${id}-url-hint`} url={url} /> : null}
        <FieldError
          id={`${id}-url-error`}
          text={isUrlWrong && urlProblem !== null ? t(`forwarding.url.${urlProblem}`) : null}
        />
      </div>
      <label htmlFor={`${id}-query`}>{t('forwarding.editor.queryLabel')}</label>
      <div className="target-field">
        <input
          ref={queryInput}
          id={`${id}-query`}
          className="input is-code"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          placeholder={t('forwarding.editor.queryPlaceholder')}
          value={draft.query}
          aria-invalid={isQueryWrong}
          aria-describedby={`${id}-query-hint ${id}-query-error`}
          onChange={(event) => setDraft({ ...draft, query: event.target.value })}
        />
        <p id={`${id}-query-hint`} className="setting-description">
          {t('forwarding.editor.queryHint')}
        </p>
        <FieldError
          id={`${id}-query-error`}
          text={isQueryWrong ? t('forwarding.editor.queryProblem', { text: queryProblem.text }) : null}
        />
      </div>
      <div className="target-choices">
        <label>
          <input
            type="checkbox"
            checked={draft.forwardsOwn}
            onChange={(event) => setDraft({ ...draft, forwardsOwn: event.target.checked })}
          />
          {t('forwarding.editor.own')}
        </label>
        <label>
          <input
            type="checkbox"
            checked={draft.forwardsRedeliveries}
            onChange={(event) => setDraft({ ...draft, forwardsRedeliveries: event.target.checked })}
          />
          {t('forwarding.editor.redeliveries')}
        </label>
      </div>
      <TargetTest url={url} isDisabled={findForwardUrlProblem(url) !== null} />
      <EditorActions onCancel={onCancel} />
    </form>
  );
}

/** Where an address leads, with a warning where what is forwarded leaves the network. */
function UrlPlace({ id, url }: { id: string; url: string }) {
  const place = placeOfForwardUrl(url);
  const isOpen = place === 'internet' && /^http:/i.test(url);
  return (
    <p id={id} className={`setting-description ${place === 'internet' ? 'is-warning' : ''}`}>
      {t(`forwarding.place.${place}`)}
      {isOpen ? ` ${t('forwarding.place.unencrypted')}` : ''}
    </p>
  );
}

/** Sends the documented event to an address and tells what came of it. */
function TargetTest({ url, isDisabled }: { url: string; isDisabled: boolean }) {
  const [test, setTest] = useState<{ url: string; result: ForwardTest | 'running' } | null>(null);
  const run = async () => {
    setTest({ url, result: 'running' });
    const result = await bridge()
      .testForwardUrl({ url })
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    setTest({ url, result });
  };
  const result = test?.url === url ? test.result : null;
  return (
    <div className="target-test">
      <button type="button" className="button" disabled={isDisabled || result === 'running'} onClick={() => void run()}>
        {t('forwarding.editor.test')}
      </button>
      <p role="status" className={result !== null && result !== 'running' && !result.ok ? 'is-problem' : ''}>
        {result === null ? '' : describeTest(result)}
      </p>
    </div>
  );
}

function describeTest(result: ForwardTest | 'running'): string {
  if (result === 'running') return t('forwarding.editor.testing');
  if (!result.ok) return result.message;
  const answered = t('forwarding.test.answered', {
    status: String(result.status),
    took: formatDuration(result.tookMs),
  });
  const body = toPlainText(result.body, 120);
  return body === '' ? answered : `${answered} ${t('forwarding.test.body', { body })}`;
}
