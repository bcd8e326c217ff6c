import { t } from '../../shared/i18n/translate.ts';

/** The end of a form in a dialog: the way out, and what the form does. */
export function FormActions({ submit, onCancel }: { submit: string; onCancel: () => void }) {
  return (
    <div className="dialog-actions">
      <button type="button" className="button" onClick={onCancel}>
        {t('dialog.cancel')}
      </button>
      <button type="submit" className="button button-primary">
        {submit}
      </button>
    </div>
  );
}
