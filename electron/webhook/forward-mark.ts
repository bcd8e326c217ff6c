import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** By it a request that was forwarded is known again, should it come back: each DialPop it has passed adds its mark. */
export const forwardMarkHeader = 'x-dialpop-forwarded';

/** Stands for this DialPop, on this machine, and says nothing about its token. */
export const instanceIdOf = (token: string): string =>
  createHash('sha256').update(`forwarded by ${hostname()} ${token}`).digest('hex').slice(0, 24);

/** What is added to the header of a request that is forwarded to a target. */
export const makeForwardMark = (instanceId: string, targetId: string): string => `${instanceId}/${targetId}`;

/** The target that a request was forwarded to from here, by its header; null where it was not. */
export function findOwnForward(header: string, instanceId: string): string | null {
  const marks = header.split(',').map((mark) => mark.trim());
  const own = marks.find((mark) => mark.startsWith(`${instanceId}/`));
  return own === undefined ? null : own.slice(instanceId.length + 1);
}
