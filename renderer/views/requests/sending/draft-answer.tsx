import { t } from '../../../../shared/i18n/translate.ts';
import { RawText } from '../../../components/raw-text.tsx';
import { describeSent } from './describe-replay.ts';
import type { SendState } from './use-draft.ts';

/** What the listener answered. */
export function DraftAnswer({ state, onShow }: { state: SendState; onShow: (requestId: number) => void }) {
  if (state.status === 'failed') {
    return (
      <p className="field-error" role="alert">
        {state.message}
      </p>
    );
  }
  if (state.status !== 'answered') return null;
  const { requestId, outcome, answer } = state.sent;
  return (
    <section className="draft-answer" aria-label={t('draft.answer')}>
      <div className="draft-label-line" role="status">
        <strong className={`outcome-${outcome}`}>{describeSent(state.sent)}</strong>
        {requestId === null ? null : (
          <button type="button" className="link-button" onClick={() => onShow(requestId)}>
            {t('draft.show')}
          </button>
        )}
      </div>
      <RawText text={answer.body} what={t('draft.answer')} />
    </section>
  );
}
