import { Pin, PinOff } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../shared/requests.ts';
import { actionCatalogue } from '../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../actions/key-names.ts';
import { useAction } from '../../actions/use-action.ts';
import { Tooltip } from '../../components/tooltip.tsx';
import { useRequestSelection } from './request-selection.tsx';
import { SendingActions } from './sending/sending-actions.tsx';
import { CopyMenu } from './take-away/copy-menu.tsx';
import { usePinRequests } from './use-pin-requests.ts';

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
      <PinButton request={request} />
      <CopyMenu id={request.id} />
      {callId === null ? null : (
        <button type="button" className="button" onClick={() => onOpenCall(callId)}>
          {t('request.openCall')}
        </button>
      )}
    </div>
  );
}

/** Pins the request, and all that are selected with it. */
function PinButton({ request: { id, isPinned } }: { request: RequestDetail }) {
  const pin = usePinRequests();
  const { ids } = useRequestSelection();
  const toggle = () => pin(ids.includes(id) ? ids : [id], !isPinned);
  useAction('pinRequest', toggle);
  const { keys } = actionCatalogue.pinRequest;
  const name = t(isPinned ? 'request.unpin' : 'request.pin');
  const Icon = isPinned ? PinOff : Pin;
  return (
    <Tooltip text={name} keys={keyName(keys[0])} side="bottom">
      <button
        type="button"
        className={`icon-button tool ${isPinned ? 'is-on' : ''}`}
        aria-label={name}
        aria-keyshortcuts={ariaKeys(keys)}
        onClick={toggle}
      >
        <Icon aria-hidden />
      </button>
    </Tooltip>
  );
}
