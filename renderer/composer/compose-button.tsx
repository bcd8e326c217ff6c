import { SquarePen } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import { actionCatalogue } from '../actions/catalogue.ts';
import { ariaKeys, keyName } from '../actions/key-names.ts';
import { runAction } from '../actions/use-action.ts';

const { keys } = actionCatalogue.compose;

/** Opens the composer. */
export function ComposeButton() {
  return (
    <button
      type="button"
      className="button"
      title={keyName(keys[0])}
      aria-keyshortcuts={ariaKeys(keys)}
      onClick={() => runAction('compose')}
    >
      <SquarePen aria-hidden />
      {t('composer.open')}
    </button>
  );
}
