import { CircleAlert, CircleCheck } from 'lucide-react';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { TextPosition } from '../../../../shared/received-request.ts';
import type { DraftProblem } from '../../../../shared/request-draft.ts';
import type { DraftPreview as Preview } from '../../../../shared/sending.ts';
import { describeReason } from '../../../format/reason.ts';

interface Props {
  preview: Preview | undefined;
  problems: readonly DraftProblem[];
  onGoTo: (position: TextPosition) => void;
}

/** What the listener will say, before it is sent. */
export function DraftPreview({ preview, problems, onGoTo }: Props) {
  return (
    <div className="draft-preview" role="status">
      {problems.length > 0 ? (
        <Verdict isGood={false} text={t('draft.cannotSend')}>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{t(`draft.problem.${problem}`)}</li>
            ))}
          </ul>
        </Verdict>
      ) : preview === undefined ? null : preview.status === 'accepted' ? (
        <Verdict isGood text={t(`draft.willTake.${preview.kind}`)}>
          <p>{toPlainText([preview.eventStatus, preview.leg].filter((part) => part !== '').join(' · '), 80)}</p>
        </Verdict>
      ) : (
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
      )}
    </div>
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
  children: React.ReactNode;
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
