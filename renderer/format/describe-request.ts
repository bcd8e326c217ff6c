import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { isStray, type RequestSummary } from '../../shared/requests.ts';
import { describeEvent } from './call-status.ts';
import { describeNumber } from './caller.ts';
import { describeReason } from './reason.ts';
import { formatBytes } from './time.ts';

const longestPath = 80;
const longestWord = 40;

/** What a request says, in a few words: its event and whom it is about, or why there is none. */
export function describeRequest({ event, refusal, outcome }: RequestSummary): string {
  if (event !== null) {
    const said = describeEvent(event);
    return event.number === null ? said : `${said} · ${describeNumber(event).text}`;
  }
  return refusal === null ? t(`request.outcome.${outcome}`) : t(`request.refusal.${refusal}`);
}

/** The next things one wants to know: the event in TeleCMI's own words, why it was refused, where it was sent to. */
export function describeRequestMore(request: RequestSummary): string {
  const { event, reasons, refusal, path, contentType, bodyBytes, query } = request;
  const [reason] = reasons;
  const size = bodyBytes === 0 && query !== '' ? t('request.inQuery') : formatBytes(bodyBytes);
  if (event !== null) {
    const status = toPlainText(event.status, longestWord);
    const leg = event.leg === '' ? '' : t('request.leg', { leg: toPlainText(event.leg, longestWord) });
    return [status, leg, size].filter((part) => part !== '').join(' · ');
  }
  if (isStray(refusal) && path !== null) return toPlainText(path, longestPath);
  if (reason !== undefined) {
    const message = describeReason(reason.message);
    return reason.path === '' ? message : `${toPlainText(reason.path, longestWord)} ${message}`;
  }
  return contentType === null ? size : `${toPlainText(contentType, longestPath)} · ${size}`;
}

/** `POST /hook/{token}`: how it was asked. */
export const describeRequestLine = ({ method, path }: Pick<RequestSummary, 'method' | 'path'>): string =>
  [toPlainText(method, longestWord), ...(path === null ? [] : [toPlainText(path, longestPath)])].join(' ');
