import { t } from '../../../shared/i18n/translate.ts';
import { useRequestSelection } from './request-selection.tsx';

/** How many requests are selected, and the way back to one. */
export function SelectionBar({ onDone }: { onDone: () => void }) {
  const { ids, select } = useRequestSelection();
  return (
    <div className="selection-bar" hidden={ids.length < 2}>
      <span role="status">{ids.length < 2 ? '' : t('requests.selected', { count: ids.length })}</span>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          onDone();
          select(ids.slice(-1));
        }}
      >
        {t('requests.selectOne')}
      </button>
    </div>
  );
}
