import { composeMessage } from '../../shared/composer/compose-message.ts';
import { type Encoding, toDraft } from '../../shared/composer/draft.ts';
import type { JsonObject } from '../../shared/json.ts';
import { sendComposed } from '../composer/send-composed.ts';
import type { SendResult } from '../sending/send-request.ts';

export type SampleResult = { ok: true; status: number; body: string } | { ok: false; message: string };

/**
 * Sends an event the way TeleCMI would: POST with JSON or a form, or GET.
 *
 * @param mark see {@link sendComposed}
 */
export async function sendEvent(
  url: string,
  event: JsonObject,
  encoding: Encoding,
  mark: string | null = null,
): Promise<SampleResult> {
  const composed = composeMessage(toDraft(event, encoding));
  // What is an object already always composes; the type cannot tell.
  if (!composed.ok) throw new Error('The event makes no message');
  return toSampleResult(await sendComposed(url, composed.message, mark));
}

/** Sends a JSON text to the letter. */
export async function sendJson(url: string, json: string, mark: string | null = null): Promise<SampleResult> {
  const message = { method: 'POST', contentType: 'application/json', query: '', body: json } as const;
  return toSampleResult(await sendComposed(url, message, mark));
}

export const toSampleResult = (result: SendResult): SampleResult =>
  result.ok ? { ok: true, status: result.answer.status, body: result.answer.body } : result;
