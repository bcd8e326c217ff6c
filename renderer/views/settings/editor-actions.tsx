import { t } from '../../../shared/i18n/translate.ts';

/** The end of an editor within the settings. */
export function EditorActions({ onCancel }: { onCancel: () => void }) {
  return (
    <div className="button-row">
      <button type="submit" className="button button-primary">
        {t('settings.save')}
      </button>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {t('settings.cancel')}
      </button>
    </div>
  );
}
