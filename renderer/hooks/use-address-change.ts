import { useState } from 'react';
import type { AppStatus } from '../../shared/status.ts';

/** Where the tunnel and TeleCMI were pointed when the person last knew. */
interface Address {
  port: number;
  url: string;
}

export interface AddressChange {
  isPortNew: boolean;
  isUrlNew: boolean;
}

/** The part of the webhook URL that TeleCMI sees: behind a tunnel the local port is not in it. */
function addressOf(status: AppStatus): Address {
  const { pathname } = new URL(status.webhookUrl);
  return { port: status.listener.port, url: status.isWebhookUrlPublic ? status.webhookUrl : pathname };
}

/** While DialPop starts, the port is not settled; while it cannot read its settings, the address is unknown. */
const isAddressKnown = ({ listener }: AppStatus): boolean =>
  listener.state !== 'starting' && !(listener.state === 'problem' && listener.reason === 'settings_unreadable');

/**
 * What has to be updated outside DialPop since the window opened, whoever changed it:
 * the settings, the status line or the tray.
 *
 * @param isShownElsewhere what is on show tells the new address itself: then it counts as known
 */
export function useAddressChange(
  status: AppStatus | undefined,
  isShownElsewhere: boolean,
): { change: AddressChange | null; dismiss: () => void } {
  const [known, setKnown] = useState<Address | null>(null);
  if (status === undefined || !isAddressKnown(status)) return { change: null, dismiss: () => {} };
  const current = addressOf(status);
  const hasChanged = current.port !== known?.port || current.url !== known?.url;
  if (known === null || (isShownElsewhere && hasChanged)) {
    setKnown(current);
    return { change: null, dismiss: () => {} };
  }
  const change = { isPortNew: current.port !== known.port, isUrlNew: current.url !== known.url };
  return { change: change.isPortNew || change.isUrlNew ? change : null, dismiss: () => setKnown(current) };
}
