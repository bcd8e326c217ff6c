import type { z } from 'zod';
import type { TestCall, TunnelStatus } from '../tunnel.ts';
import { nothing } from './common.ts';

export const tunnelArguments = {
  /** Checks now; with no public URL set there is nothing to check. */
  checkTunnel: nothing,
  /** The public URL of an ngrok that runs on this machine and leads to this port; null without one. */
  findNgrok: nothing,
  startTestCall: nothing,
  cancelTestCall: nothing,
  /** Shows the test call's popup again after it has gone. */
  showTestPopup: nothing,
  getTestCall: nothing,
} satisfies Record<string, z.ZodType>;

export interface TunnelResults {
  checkTunnel: TunnelStatus;
  findNgrok: { publicUrl: string } | null;
  startTestCall: undefined;
  cancelTestCall: undefined;
  showTestPopup: undefined;
  getTestCall: TestCall | null;
}
