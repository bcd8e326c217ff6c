import type { JsonObject } from '../../shared/json.ts';
import { messageOf } from '../error-message.ts';

export type SampleEncoding = 'json' | 'form' | 'get';

export type SendResult = { ok: true; status: number; body: string } | { ok: false; message: string };

/** How long a listener may take to answer. */
const timeoutMs = 10_000;

/** Sends an event the way TeleCMI would: POST with JSON or a form, or GET. */
export function sendEvent(url: string, event: JsonObject, encoding: SampleEncoding): Promise<SendResult> {
  if (encoding === 'json') return sendJson(url, JSON.stringify(event));
  const fields = toUrlEncoded(event);
  if (encoding === 'form') return send(url, { method: 'POST', body: fields });
  return send(`${url}?${fields}`, { method: 'GET' });
}

/** Sends a JSON text to the letter. */
export function sendJson(url: string, json: string): Promise<SendResult> {
  return send(url, { method: 'POST', body: json, headers: { 'content-type': 'application/json' } });
}

async function send(url: string, init: RequestInit): Promise<SendResult> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { ok: true, status: response.status, body: await response.text() };
  } catch (error) {
    // fetch hides the reason, such as ECONNREFUSED, in the cause.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ok: false, message: messageOf(cause) };
  }
}

/** Everything is text in a query; objects travel as JSON. */
function toUrlEncoded(event: JsonObject): URLSearchParams {
  const texts = Object.entries(event).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return new URLSearchParams(texts);
}
