import { useCallback } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { bridge } from '../../../bridge.ts';
import { useToast } from '../../../components/toasts.tsx';
import { describeFailure } from '../../../format/failure.ts';
import { useOpenRequest } from '../../../hooks/open-request.ts';
import { describeReplay } from './describe-replay.ts';

/** Sends stored requests again and tells what became of them. */
export function useReplay(): (ids: readonly number[], asNewCalls: boolean) => Promise<void> {
  const show = useToast();
  const openRequest = useOpenRequest();
  return useCallback(
    async function replay(ids: readonly number[], asNewCalls: boolean): Promise<void> {
      const result = await bridge()
        .replayRequests({ ids: [...ids], asNewCalls })
        .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
      if (!result.ok) return show({ text: result.message, tone: 'problem' });
      const { text, tone, showId, offersNewCall } = describeReplay(result.report);
      const asNewCall = { text: t('replay.asNewCallShort'), run: () => void replay(ids, true) };
      const showIt = {
        text: t('replay.show'),
        run: () => {
          // From wherever the person has gone meanwhile.
          if (showId !== null) openRequest(showId);
        },
      };
      show({ text, tone, actions: [...(offersNewCall ? [asNewCall] : []), ...(showId === null ? [] : [showIt])] });
    },
    [show, openRequest],
  );
}
