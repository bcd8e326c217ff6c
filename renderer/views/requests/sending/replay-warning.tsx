import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { ReplayPreview } from '../../../../shared/sending.ts';
import { ModalDialog } from '../../../components/modal-dialog.tsx';

const longestPath = 160;

interface Props {
  /** Null while there is nothing to warn about. */
  preview: ReplayPreview | null;
  onReplay: (asNewCalls: boolean) => void;
  onClose: () => void;
}

/** Warns, before requests to another receiver are replayed, that DialPop will refuse them unchanged, and offers a way. */
export function ReplayWarning({ preview, onReplay, onClose }: Props) {
  const title = preview === null ? '' : titleOf(preview);
  return (
    <ModalDialog isOpen={preview !== null} name={title} onClose={onClose}>
      <h2>{title}</h2>
      {preview === null ? null : <Explanation preview={preview} />}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button type="button" className="button" onClick={() => onReplay(false)}>
          {t('replay.elsewhere.asItCame')}
        </button>
        {preview === null || preview.newCalls === 0 ? null : (
          <button type="button" className="button button-primary" onClick={() => onReplay(true)}>
            {t(preview.total === 1 ? 'replay.asNewCallShort' : 'replay.elsewhere.asNewCalls')}
          </button>
        )}
      </div>
    </ModalDialog>
  );
}

const titleOf = ({ total, elsewhere }: ReplayPreview): string =>
  total === 1 ? t('replay.elsewhere.title') : t('replay.elsewhere.titleSeveral', { count: elsewhere, total });

function Explanation({ preview: { elsewhere, first, newCalls } }: { preview: ReplayPreview }) {
  return (
    <>
      {first === null ? null : (
        <p>
          {t('replay.elsewhere.text', {
            count: elsewhere,
            path: toPlainText(first.path, longestPath),
            status: String(first.answerStatus),
          })}
        </p>
      )}
      <p>
        {t(newCalls === 0 ? 'replay.elsewhere.noCall' : 'replay.elsewhere.newCall', { count: elsewhere, newCalls })}
      </p>
    </>
  );
}
