import { ComposeButton } from '../../composer/compose-button.tsx';
import { AnswerControlButton } from './answers/answer-control-button.tsx';
import { TakeAwayButtons } from './take-away/take-away-buttons.tsx';
import { TurnedAwayCount } from './turned-away/turned-away-count.tsx';

/** What can be done in the Requests view whatever is selected: a row of buttons above the list. */
export function RequestsToolbar() {
  return (
    <div className="requests-toolbar">
      <TurnedAwayCount />
      <AnswerControlButton />
      <TakeAwayButtons />
      <ComposeButton />
    </div>
  );
}
