import { MessageSquareReply } from 'lucide-react';
import { t } from '../../../../shared/i18n/translate.ts';
import { actionCatalogue } from '../../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../../actions/key-names.ts';
import { runAction } from '../../../actions/use-action.ts';
import { Tooltip } from '../../../components/tooltip.tsx';

const { keys } = actionCatalogue.chooseAnswers;

/** Opens the choice of what the next requests are answered with. */
export function AnswerControlButton() {
  return (
    <Tooltip text={t('answers.choose')} keys={keyName(keys[0])} side="bottom">
      <button
        type="button"
        className="icon-button"
        aria-label={t('answers.choose')}
        aria-keyshortcuts={ariaKeys(keys)}
        onClick={() => runAction('chooseAnswers')}
      >
        <MessageSquareReply aria-hidden />
      </button>
    </Tooltip>
  );
}
