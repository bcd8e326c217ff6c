import { CircleAlert } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import { describeFailure } from '../format/failure.ts';
import { EmptyState } from './empty-state.tsx';

/** What should be here could not be read. */
export function LoadFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <EmptyState
      icon={CircleAlert}
      title={t('loadFailure.title')}
      actions={
        <button type="button" className="button" onClick={onRetry}>
          {t('loadFailure.retry')}
        </button>
      }
    >
      <p role="alert">{describeFailure(error)}</p>
    </EmptyState>
  );
}
