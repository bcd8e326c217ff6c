/** Why a public URL does not lead to this listener. */
export const tunnelProblems = [
  /** DNS knows no such name, or cannot be asked. */
  'name_not_found',
  /** Nothing accepts the connection. */
  'refused',
  /** The certificate or the handshake failed. */
  'tls_failure',
  'timed_out',
  /** The tunnel's far end answers but does not reach this listener, as with a tunnel to a wrong port. */
  'not_forwarded',
  /** Something answers, but it is not this listener. */
  'somebody_else',
  /** The answer sends the caller to another address; webhooks do not follow. */
  'redirected',
  /** The tunnel service answers in the tunnel's place, which does not run. */
  'tunnel_offline',
  /** A tunnel service's warning page or a login page stands before the listener. */
  'interstitial',
  /** Anything else, with the system's own words. */
  'failed',
] as const;
export type TunnelProblem = (typeof tunnelProblems)[number];

/** Whether the public URL leads to this listener, as last checked. Times are epoch ms. */
export type TunnelStatus =
  | { state: 'none' }
  | { state: 'checking'; url: string /** It counted as down before this check. */; isDown: boolean }
  | { state: 'reachable'; url: string; latencyMs: number; checkedAt: number }
  | {
      state: 'problem';
      url: string;
      problem: TunnelProblem;
      /** What the problem's sentence has to say besides: the system's words, a status, a service's name. */
      detail: string;
      checkedAt: number;
      /** More than a hiccup: a popup and the tray tell of it. */
      isDown: boolean;
      /** Where a running ngrok leads to this port now, if that is elsewhere; null otherwise. */
      newUrl: string | null;
    };

/** True once a tunnel's problem is worth a person's attention. */
export const isTunnelDown = (tunnel: TunnelStatus): boolean => 'isDown' in tunnel && tunnel.isDown;

/** The parts a test call walks through, in this order. */
export const testCallSteps = ['tunnel', 'listener', 'validation', 'history', 'popup', 'click'] as const;
export type TestCallStepName = (typeof testCallSteps)[number];

export interface TestCallStep {
  name: TestCallStepName;
  /** `skipped`: does not apply, such as the tunnel where there is no public URL. */
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** What failed and how to mend it, or how long it took, in words; empty for nothing to say. */
  detail: string;
}

export interface TestCall {
  isRunning: boolean;
  steps: TestCallStep[];
  /** The call in the history, once it is there. */
  callId: number | null;
  /** The popup went away before it was clicked; it can be shown again. */
  isPopupGone: boolean;
  /** Epoch ms of its end; null while it runs. */
  endedAt: number | null;
}

/** The services whose addresses tell which command leads to them. */
export type TunnelService = 'ngrok' | 'cloudflared';

const serviceHosts: Record<TunnelService, RegExp> = {
  ngrok: /(^|\.)ngrok(-free)?\.(app|dev|io|pizza|pro|com)$/,
  cloudflared: /(^|\.)(trycloudflare|cfargotunnel)\.com$/,
};

/** Which service's address a public URL is; null for a name of one's own. */
export function tunnelServiceOf(publicUrl: string): TunnelService | null {
  const host = hostOf(publicUrl).replace(/:\d+$/, '');
  if (serviceHosts.ngrok.test(host)) return 'ngrok';
  return serviceHosts.cloudflared.test(host) ? 'cloudflared' : null;
}

/** The host of an address, with its port where it has one; the text itself where it is no address. */
export function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? url;
}

/** The commands that lead from the internet to a port of this machine, as typed into a terminal. */
export const tunnelCommands = {
  ngrok: (port: number) => `ngrok http ${port}`,
  cloudflared: (port: number) => `cloudflared tunnel --url http://127.0.0.1:${port}`,
  ssh: (port: number) => `ssh -N -R 8080:127.0.0.1:${port} you@your-server`,
};
