import { newCall } from './desktop.ts';

/** What TeleCMI sees of an answer. */
export interface WebhookAnswer {
  status: number;
  /** Seconds after which to come again; null where the answer does not say. */
  retryAfter: number | null;
  /** The sent event's leg id. */
  id: string;
}

/** Sends the start of a call of its own. */
export async function sendCall(url: string, changes: Record<string, unknown> = {}): Promise<WebhookAnswer> {
  const call = newCall(changes);
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(call),
    headers: { 'content-type': 'application/json' },
  });
  await response.arrayBuffer();
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    retryAfter: retryAfter === null ? null : Number(retryAfter),
    id: String(call['cmiuuid']),
  };
}
