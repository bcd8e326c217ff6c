import { t } from '../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../shared/requests.ts';
import { CopyMenu } from './take-away/copy-menu.tsx';

interface Props {
  request: RequestDetail;
  onOpenCall: (id: number) => void;
}

/** What can be done with the request on show. */
export function RequestActions({ request: { id, callId }, onOpenCall }: Props) {
  return (
    <div className="request-actions">
      <CopyMenu id={id} />
      {callId === null ? null : (
        <button type="button" className="button" onClick={() => onOpenCall(callId)}>
          {t('request.openCall')}
        </button>
      )}
    </div>
  );
}
