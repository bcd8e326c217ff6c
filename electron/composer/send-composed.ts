import type { ComposedMessage } from '../../shared/composer/compose-message.ts';
import type { Header } from '../../shared/requests.ts';
import { type SendResult, sendRequest } from '../sending/send-request.ts';
import { ownSendHeader } from '../webhook/own-sends.ts';

/**
 * Sends a message over HTTP, as TeleCMI would.
 *
 * @param mark what tells the listener that DialPop sent it; null where it goes elsewhere
 * @returns never rejects
 */
export function sendComposed(
  url: string,
  { method, contentType, query, body }: ComposedMessage,
  mark: string | null,
): Promise<SendResult> {
  const headers: Header[] = [];
  if (contentType !== null) headers.push(['Content-Type', contentType]);
  if (mark !== null) headers.push([ownSendHeader, mark]);
  const separator = url.includes('?') ? '&' : '?';
  const target = query === '' ? url : `${url}${separator}${query}`;
  return sendRequest({ url: target, method, headers, body: new TextEncoder().encode(body) });
}
