import { formatSize } from '../../../shared/format-size.ts';
import { describePhoneNumber } from '../../../shared/phone-number.ts';
import { spellDeceiving } from '../../../shared/plain-text.ts';
import type { RequestDetail } from '../../../shared/requests.ts';

const longestPart = 120;

/** A request as one line for a person: `14:03:22.114  200 accepted  POST /hook/{token}  …`. Nothing in it orders a terminal. */
export function toTailLine(request: RequestDetail): string {
  const { event, origin, trace } = request;
  const parts = [
    formatClock(request.receivedAt),
    `${String(request.answerStatus).padStart(3)} ${request.outcome.padEnd(9)}`,
    `${request.method.padEnd(4)} ${targetOf(request)}`,
    ...(request.bodyBytes === 0 ? [] : [formatSize(request.bodyBytes)]),
    ...(trace?.times.answered == null ? [] : [`${trace.times.answered.toFixed(1)} ms`]),
    ...(event === null
      ? []
      : [
          event.kind.replaceAll('_', ' '),
          `leg ${event.leg}`,
          event.status,
          ...(event.number === null ? [] : [`to ${readableNumber(event.number, event.callerid)}`]),
        ]),
    ...(request.refusal === null ? [] : [request.refusal.replaceAll('_', ' ')]),
    ...reasonsOf(request),
    ...(origin === 'received' ? [] : [origin]),
  ];
  return spellDeceiving(parts.map(shorten).join('  ').toWellFormed()).replaceAll(/\s*[\r\n\t]+\s*/g, ' ');
}

const readableNumber = (number: string, callerid: string | null): string =>
  describePhoneNumber({ number, callerid }).text;

const targetOf = ({ path, query }: RequestDetail): string =>
  `${path ?? '/hook/{token}'}${query === '' ? '' : `?${query}`}`;

const shorten = (text: string): string => (text.length <= longestPart ? text : `${text.slice(0, longestPart - 1)}…`);

/** The first reason, and how many more there are. */
function reasonsOf({ reasons: [first, ...others] }: RequestDetail): string[] {
  if (first === undefined) return [];
  const text = first.path === '' ? first.message : `${first.path}: ${first.message}`;
  return others.length === 0 ? [text] : [text, `and ${others.length} more`];
}

/** `14:03:22.114`, by this machine's clock. */
function formatClock(at: number): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  return `${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
