import type { PowerMonitor } from 'electron';
import { quietUntil } from '../../shared/quiet-hours.ts';
import type { Settings } from '../../shared/settings.ts';
import { publicWebhookUrl } from '../app-status.ts';
import { isPaused } from '../notifications/notification-policy.ts';
import type { ServerStatus } from '../webhook/webhook-server.ts';
import { createCheckNonces } from './check-nonces.ts';
import { createTunnelCheck } from './check-tunnel.ts';
import { createNgrokFinder } from './find-ngrok.ts';
import { createTunnelMonitor, type TunnelTarget } from './tunnel-monitor.ts';
import { createTunnelPopups } from './tunnel-popups.ts';
import { watchNetwork } from './watch-network.ts';

export interface TunnelDependencies {
  getSettings: () => Settings;
  getServerStatus: () => ServerStatus;
  onChange: () => void;
  /** This machine changed networks, or woke: what got through the tunnel before may not now. */
  onNetworkChange: () => void;
  showPopup: (text: { title: string; body: string }) => void;
  powerMonitor: Pick<PowerMonitor, 'on' | 'off'>;
}

/** A network that came up, or a machine that woke, needs a moment before anything can be reached. */
const settleMs = 2000;

export type Tunnel = ReturnType<typeof createTunnel>;

/** Everything about the user's tunnel: checked by itself, on change of network, and on wake from sleep. */
export function createTunnel(dependencies: TunnelDependencies) {
  const { getSettings, getServerStatus, onChange, onNetworkChange, showPopup, powerMonitor } = dependencies;
  const nonces = createCheckNonces();
  const findNgrok = createNgrokFinder();
  const tellPopups = createTunnelPopups({
    show: showPopup,
    mayShow: () => {
      const { pausedUntil, popups } = getSettings();
      return !isPaused(pausedUntil, Date.now()) && quietUntil(popups.quietHours, Date.now()) === null;
    },
    getPort: () => getServerStatus().port,
  });
  const getTarget = (): TunnelTarget | null => {
    const { publicUrl, token } = getSettings();
    const { state, port } = getServerStatus();
    if (publicUrl === '' || state !== 'listening') return null;
    return { publicUrl, webhookUrl: publicWebhookUrl(publicUrl, token), port };
  };
  const monitor = createTunnelMonitor({
    getTarget,
    check: createTunnelCheck(nonces),
    findNgrok,
    onChange: (status) => {
      tellPopups(status);
      onChange();
    },
  });
  const checkAgain = () => {
    onNetworkChange();
    monitor.checkSoon(settleMs);
  };
  const stopWatching = watchNetwork(checkAgain);
  powerMonitor.on('resume', checkAgain);

  return {
    status: monitor.status,
    check: monitor.check,
    retarget: monitor.retarget,
    takeNonce: nonces.take,
    /** Public URLs of the ngrok tunnels that lead to the listener, https first. */
    findNgrok: (): Promise<string[]> => findNgrok(getServerStatus().port),
    stop(): void {
      powerMonitor.off('resume', checkAgain);
      stopWatching();
      monitor.stop();
    },
  };
}
