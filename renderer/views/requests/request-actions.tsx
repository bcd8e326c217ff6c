import { t } from '../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../shared/requests.ts';

interface Props {
  request: RequestDetail;
  onOpenCall: (id: number) => void;
}

/** What can be done with the request on show. */
export function RequestActions({ request: { callId }, onOpenCall }: Props) {
  return (
    <div className="request-actions">
      {callId === null ? null : (
        <button type="button" className="button" onClick={() => onOpenCall(callId)}>
          {t('request.openCall')}
        </button>
      )}
    </div>
  );
}
