import type { RequestSummary } from '../../../../shared/requests.ts';

/**
 * What a request is compared with unless a person says otherwise: the one it was made from, else the one before it
 * of the same call, else any other of the call, else the one before it.
 *
 * @param others other requests, newest first
 */
export function pickCounterpart(
  request: RequestSummary & { sourceId: number | null },
  others: readonly RequestSummary[],
): number | null {
  if (request.sourceId !== null) return request.sourceId;
  const isEarlier = ({ id }: RequestSummary) => id < request.id;
  const ofCall = others.filter(({ callId }) => callId !== null && callId === request.callId);
  return (ofCall.find(isEarlier) ?? ofCall[0] ?? others.find(isEarlier) ?? others[0])?.id ?? null;
}
