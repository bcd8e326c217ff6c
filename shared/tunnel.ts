/** Why a public URL does not lead to this listener. */
export const tunnelProblems = [
  /** DNS knows no such name. */
  'name_not_found',
  /** Nothing accepts the connection. */
  'refused',
  /** The certificate or the handshake failed. */
  'tls_failure',
  'timed_out',
  /** Something answers, but it is not this listener. */
  'somebody_else',
  /** A tunnel service's warning page stands before the listener. */
  'interstitial',
  /** Anything else, with the system's own words. */
  'failed',
] as const;
export type TunnelProblem = (typeof tunnelProblems)[number];

/** Whether the public URL leads to this listener, as last checked. Times are epoch ms. */
export type TunnelStatus =
  | { state: 'none' }
  | { state: 'checking'; url: string }
  | { state: 'reachable'; url: string; latencyMs: number; checkedAt: number }
  | { state: 'problem'; url: string; problem: TunnelProblem; detail: string; checkedAt: number };

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
}
