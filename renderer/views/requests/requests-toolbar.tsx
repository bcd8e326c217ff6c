import { ComposeButton } from '../../composer/compose-button.tsx';

/** What can be done in the Requests view whatever is selected: a row of buttons above the list. */
export function RequestsToolbar() {
  return (
    <div className="requests-toolbar">
      <ComposeButton />
    </div>
  );
}
