import { t } from '../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../shared/requests.ts';
import { SendingActions } from './sending/sending-actions.tsx';

interface Props {
  request: RequestDetail;
  onOpenCall: (id: number) => void;
}

/** What can be done with the request on show. */
export function RequestActions({ request, onOpenCall }: Props) {
  const { callId } = request;
  return (
    <div className="request-actions">
      <SendingActions request={request} />
      {callId === null ? null : (
        <button type="button" className="button" onClick={() => onOpenCall(callId)}>
          {t('request.openCall')}
        </button>
      )}
    </div>
  );
}
