import type { RequestDetail, RequestSummary } from '../../../../shared/requests.ts';

/**
 * What a request is compared with unless a person says otherwise: the one it was made from or is a repeat of,
 * else the one before it of the same call, else any other of the call, else the one before it.
 *
 * @param others other requests, newest first
 */
export function pickCounterpart(request: RequestDetail, others: readonly RequestSummary[]): number | null {
  const origin = request.sourceId ?? request.firstRequestId;
  if (origin !== null) return origin;
  const isEarlier = ({ id }: RequestSummary) => id < request.id;
  const ofCall = others.filter(({ callId }) => callId !== null && callId === request.callId);
  return (ofCall.find(isEarlier) ?? ofCall[0] ?? others.find(isEarlier) ?? others[0])?.id ?? null;
}
