import { t } from '../../../shared/i18n/translate.ts';

/** The first run, in four steps. */
export default function WelcomeView({ onDone }: { onDone: () => void }) {
  return (
    <button type="button" className="button" onClick={onDone}>
      {t('rail.calls')}
    </button>
  );
}
