import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { useLists } from '../../live/lists.tsx';
import { requestQuery } from '../../live/queries.ts';

/** Pins requests, or takes their pins away; shown at once, and taken back where it could not be done. */
export function usePinRequests(): (ids: readonly number[], isPinned: boolean) => void {
  const client = useQueryClient();
  const { requests } = useLists();
  const attempt = useAttempt();
  return useCallback(
    (ids, isPinned) => {
      requests.change(ids, (request) => ({ ...request, isPinned }));
      for (const id of ids) {
        client.setQueryData(requestQuery.of(id).queryKey, (request) => request && { ...request, isPinned });
      }
      attempt(
        async () => {
          for (const id of ids) await bridge().setRequestPinned({ id, isPinned });
        },
        {
          failed: (reason) =>
            t(isPinned ? 'request.failed.pin' : 'request.failed.unpin', { count: ids.length, reason }),
          takeBack: async () => {
            await client.invalidateQueries({ queryKey: requestQuery.all });
            await requests.applyChanges(ids);
          },
        },
      );
    },
    [attempt, client, requests],
  );
}
