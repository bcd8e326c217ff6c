import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { bridge } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { describeFailure } from '../../format/failure.ts';
import { useLists } from '../../live/lists.tsx';
import { requestQuery } from '../../live/queries.ts';

/** Pins requests, or takes their pins away; shown at once, and taken back where it could not be done. */
export function usePinRequests(): (ids: readonly number[], isPinned: boolean) => void {
  const client = useQueryClient();
  const { requests } = useLists();
  const toast = useToast();
  return useCallback(
    async (ids, isPinned) => {
      requests.change(ids, (request) => ({ ...request, isPinned }));
      for (const id of ids) {
        client.setQueryData(requestQuery.of(id).queryKey, (request) => request && { ...request, isPinned });
      }
      try {
        for (const id of ids) await bridge().setRequestPinned({ id, isPinned });
      } catch (error) {
        toast({ text: describeFailure(error), tone: 'problem' });
        await client.invalidateQueries({ queryKey: requestQuery.all });
        await requests.applyChanges(ids);
      }
    },
    [client, requests, toast],
  );
}
