import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { ReplayPreview } from '../../../../shared/sending.ts';
import type { HostedDialog } from '../../../components/dialog-host.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';

const longestPath = 160;

interface Props extends HostedDialog {
  preview: ReplayPreview;
  onReplay: (asNewCalls: boolean) => void;
}

/** Warns, before requests to another receiver are replayed, that DialPop will refuse them unchanged, and offers a way. */
export function ReplayWarning({ isOpen, preview, onReplay, onClose }: Props) {
  const title = titleOf(preview);
  return (
    <ModalDialog isOpen={isOpen} name={title} onClose={onClose}>
      <h2>{title}</h2>
      <Explanation preview={preview} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button type="button" className="button" onClick={() => onReplay(false)}>
          {t('replay.elsewhere.asItCame')}
        </button>
        {preview.newCalls === 0 ? null : (
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
