import { formatSize } from '../../../shared/format-size.ts';
import { spellDeceiving } from '../../../shared/plain-text.ts';
import type { RequestDetail } from '../../../shared/requests.ts';

const longestTarget = 120;

/** A request as one line for a person: `14:03:22.114  200 accepted  POST /hook/{token}  …`. Nothing in it orders a terminal. */
export function toTailLine(request: RequestDetail): string {
  const { event, origin, trace } = request;
  const parts = [
    formatClock(request.receivedAt),
    `${String(request.answerStatus).padStart(3)} ${request.outcome.padEnd(9)}`,
    `${request.method.padEnd(4)} ${shorten(targetOf(request))}`,
    ...(request.bodyBytes === 0 ? [] : [formatSize(request.bodyBytes)]),
    ...(trace?.times.answered == null ? [] : [`${trace.times.answered.toFixed(1)} ms`]),
    ...(event === null
      ? []
      : [
          event.kind.replaceAll('_', ' '),
          `leg ${event.leg}`,
          event.status,
          ...(event.number === null ? [] : [`to ${event.number}`]),
        ]),
    ...(request.refusal === null ? [] : [request.refusal.replaceAll('_', ' ')]),
    ...request.reasons.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)),
    ...(origin === 'received' ? [] : [origin]),
  ];
  return spellDeceiving(parts.join('  ')).replaceAll(/\s*[\r\n\t]+\s*/g, ' ');
}

const targetOf = ({ path, query }: RequestDetail): string =>
  `${path ?? '/hook/{token}'}${query === '' ? '' : `?${query}`}`;

const shorten = (text: string): string =>
  text.length <= longestTarget ? text : `${text.slice(0, longestTarget - 1)}…`;

/** `14:03:22.114`, by this machine's clock. */
function formatClock(at: number): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  return `${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
