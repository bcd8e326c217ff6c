import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { TextPosition } from '../../../../shared/received-request.ts';
import { ownWebhookPath } from '../../../../shared/request-draft.ts';
import type { DraftPreview } from '../../../../shared/sending.ts';
import { describeReason } from '../../../format/reason.ts';
import { type DraftEditing, usePreview } from './use-draft.ts';

interface Props {
  editor: DraftEditing;
  bodyField: RefObject<HTMLTextAreaElement | null>;
}

/** What the listener will say of a draft, before it is sent. */
export function DraftVerdict({ editor: { draft, change, problems, renew }, bodyField }: Props) {
  const preview = usePreview(draft);
  return (
    <div className="draft-verdict">
      <div className="draft-preview" role="status">
        {problems.length > 0 ? (
          <Verdict isGood={false} text={t('draft.cannotSend')}>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{t(`draft.problem.${problem}`)}</li>
              ))}
            </ul>
          </Verdict>
        ) : preview === undefined ? null : (
          <PreviewVerdict preview={preview} onGoTo={(position) => goTo(bodyField, position)} />
        )}
      </div>
      {draft.path === ownWebhookPath ? null : (
        <button type="button" className="button" onClick={() => change({ path: ownWebhookPath })}>
          {t('draft.ownPath')}
        </button>
      )}
      {problems.length === 0 && preview?.status === 'accepted' ? (
        <button type="button" className="button" title={t('draft.renewHint')} onClick={() => void renew()}>
          {t('draft.renew')}
        </button>
      ) : null}
    </div>
  );
}

interface PreviewProps {
  preview: DraftPreview;
  onGoTo: (position: TextPosition) => void;
}

function PreviewVerdict({ preview, onGoTo }: PreviewProps) {
  if (preview.status === 'accepted') {
    const { kind, eventStatus, leg } = preview;
    return (
      <Verdict isGood text={t(`draft.willTake.${kind}`)}>
        <p>{toPlainText([eventStatus, leg].filter((part) => part !== '').join(' · '), 80)}</p>
      </Verdict>
    );
  }
  return (
    <Verdict isGood={false} text={t('draft.willRefuse', { status: String(preview.answerStatus) })}>
      <ul>
        {preview.reasons.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path === '' ? null : <code>{toPlainText(path, 64)}</code>} {describeReason(message)}
          </li>
        ))}
      </ul>
      <GoTo position={preview.position} onGoTo={onGoTo} />
    </Verdict>
  );
}

function GoTo({ position, onGoTo }: { position: TextPosition | null; onGoTo: (position: TextPosition) => void }) {
  if (position === null) return null;
  return (
    <button type="button" className="link-button" onClick={() => onGoTo(position)}>
      {t('draft.goTo', { line: position.line, column: position.column })}
    </button>
  );
}

interface VerdictProps {
  isGood: boolean;
  text: string;
  children: ReactNode;
}

function Verdict({ isGood, text, children }: VerdictProps) {
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <div className={`verdict ${isGood ? 'is-good' : 'is-bad'}`}>
      <Icon aria-hidden />
      <div>
        <strong>{text}</strong>
        {children}
      </div>
    </div>
  );
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
