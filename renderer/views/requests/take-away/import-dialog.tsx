import { t } from '../../../../shared/i18n/translate.ts';
import { describeLeftOut } from '../../../../shared/import-words.ts';
import type { ImportedFile, TakeAwayResults } from '../../../../shared/ipc/take-away.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { bridge } from '../../../bridge.ts';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { useAttempt } from '../../../hooks/use-attempt.ts';

type Outcome = TakeAwayResults['importRequests'];

const longestFileName = 80;

interface Props {
  /** Null while there is nothing to tell. */
  outcome: Outcome | null;
  onShow: () => void;
  onClose: () => void;
}

/** What became of an import, and the ways to look at it and to take it back. */
export function ImportDialog({ outcome, onShow, onClose }: Props) {
  const count = countOf(outcome);
  const title = outcome === null ? '' : titleOf(outcome);
  const show = () => {
    onClose();
    onShow();
  };
  return (
    <ModalDialog isOpen={outcome !== null} name={title} onClose={onClose}>
      <h2>{title}</h2>
      {outcome?.ok === false ? <p>{outcome.message}</p> : null}
      {outcome?.ok === true && outcome.imported !== null ? <ImportedSummary imported={outcome.imported} /> : null}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.close')}
        </button>
        {count === 0 ? null : (
          <>
            <RemoveButton count={count} onClose={onClose} />
            <button type="button" className="button button-primary" onClick={show}>
              {t('takeAway.showImported', { count })}
            </button>
          </>
        )}
      </div>
    </ModalDialog>
  );
}

/** How many requests were added, even if the import failed. */
function countOf(outcome: Outcome | null): number {
  if (outcome === null) return 0;
  return outcome.ok ? (outcome.imported?.imported ?? 0) : (outcome.left ?? 0);
}

function titleOf(outcome: Outcome): string {
  if (outcome.ok) return t('takeAway.imported', { count: countOf(outcome) });
  return t(countOf(outcome) === 0 ? 'takeAway.failure.title' : 'takeAway.failure.halfTitle');
}

function ImportedSummary({ imported }: { imported: ImportedFile }) {
  const file = toPlainText(imported.file, longestFileName);
  return (
    <>
      <p>
        {t(imported.imported === 0 ? 'takeAway.importedNone' : 'takeAway.importedFrom', {
          file,
          count: imported.imported,
        })}
      </p>
      {describeLeftOut(imported).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}

function RemoveButton({ count, onClose }: { count: number; onClose: () => void }) {
  const toast = useToast();
  const attempt = useAttempt();
  const remove = () => {
    onClose();
    attempt(
      async () => {
        toast({ text: t('takeAway.removed', { count: await bridge().removeLastImport() }) });
      },
      { failed: (reason) => t('takeAway.failure.notRemoved', { reason }) },
    );
  };
  return (
    <button type="button" className="button" onClick={remove}>
      {t('takeAway.removeImported', { count })}
    </button>
  );
}
