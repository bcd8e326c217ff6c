import { TakeAwayButtons } from './take-away/take-away-buttons.tsx';

/** What can be done in the Requests view whatever is selected: a row of buttons above the list. */
export function RequestsToolbar() {
  return (
    <div className="requests-toolbar">
      <TakeAwayButtons />
    </div>
  );
}
