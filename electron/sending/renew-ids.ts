import { type Node, parseTree } from 'jsonc-parser';
import { shiftTime } from '../../shared/event-time.ts';
import { findMessagePart, isFormBody } from '../../shared/message-source.ts';
import { parseEvent } from '../events/parse-event.ts';
import type { MessageContent } from './message-content.ts';

/** What makes an event that of a certain call, leg or click2call. */
const idNames: ReadonlySet<string> = new Set(['call_id', 'cmiuuid', 'conversation_uuid', 'request_id']);

export interface IdRenewalOptions {
  randomUuid: () => string;
  /** What is added to each `time`, in milliseconds. */
  shiftMs: number;
}

/**
 * Gives events ids that were never there. The same id becomes the same new one in each of them, and all times move
 * by the same, so that a conversation stays one. Everything else stays as it is, to the byte.
 *
 * @returns what renews a request's query and body; null for one that holds no event
 */
export function createIdRenewal({ randomUuid, shiftMs }: IdRenewalOptions) {
  const renewed = new Map<string, string>();
  const renewId = (id: string): string => {
    const known = renewed.get(id);
    if (known !== undefined) return known;
    const fresh = id.includes('-') ? randomUuid() : randomUuid().replaceAll('-', '');
    renewed.set(id, fresh);
    return fresh;
  };
  /** The new value of a field that makes the call; null for any other. */
  const renewValue = (name: string, value: unknown): string | number | null => {
    if (name === 'time' && typeof value === 'number') return shiftTime(value, shiftMs);
    if (name === 'time' && typeof value === 'string' && /^\s*\d{1,19}(\.\d+)?\s*$/.test(value))
      return String(shiftTime(Number(value), shiftMs));
    const isId = idNames.has(name) && (typeof value === 'string' || typeof value === 'number') && value !== '';
    return isId ? renewId(String(value)) : null;
  };

  const renewUrlEncoded = (text: string): string =>
    text
      .split('&')
      .map((pair) => {
        const [[name, value] = ['', '']] = new URLSearchParams(pair);
        const fresh = renewValue(name, value);
        return fresh === null ? pair : `${pair.split('=', 1)[0]}=${encodeURIComponent(fresh)}`;
      })
      .join('&');

  /** Only the values change: names, blanks and order stay. */
  const renewJson = (text: string, root: Node): string => {
    let result = text;
    for (const { children: [name, value] = [] } of (root.children ?? []).toReversed()) {
      const fresh = value === undefined ? null : renewValue(String(name?.value), value.value);
      if (fresh === null || value === undefined) continue;
      result = result.slice(0, value.offset) + JSON.stringify(fresh) + result.slice(value.offset + value.length);
    }
    return result;
  };

  return <Content extends MessageContent>(content: Content): Content | null => {
    if (parseEvent(content).status !== 'valid') return null;
    const { query, contentType, body } = content;
    if (findMessagePart(content, body.byteLength > 0) === 'query') return { ...content, query: renewUrlEncoded(query) };
    const text = new TextDecoder().decode(body);
    // A valid event is no deeper than the parser can go.
    const root = isFormBody(contentType, text) ? undefined : parseTree(text);
    const renewedText = root?.type === 'object' ? renewJson(text, root) : renewUrlEncoded(text);
    return { ...content, body: new TextEncoder().encode(renewedText) };
  };
}
