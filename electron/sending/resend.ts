import { t } from '../../shared/i18n/translate.ts';
import { unmaskToken } from '../../shared/mask-token.ts';
import {
  draftOf,
  findReplayObstacle,
  headersOf,
  ownWebhookPath,
  type RequestDraft,
  toOwnWebhook,
} from '../../shared/request-draft.ts';
import type { Header, OwnSending, RequestDetail } from '../../shared/requests.ts';
import type { ReplayProgress, ReplayReport, ReplayResult, SendDraftResult } from '../../shared/sending.ts';
import { parseEvent } from '../events/parse-event.ts';
import { type OwnSends, ownSendHeader } from '../webhook/own-sends.ts';
import { contentOf, type MessageContent } from './message-content.ts';
import type { OwnArrivals } from './own-arrivals.ts';
import { createIdRenewal } from './renew-ids.ts';
import { sendRequest } from './send-request.ts';

/** Where the own listener takes requests. */
export interface OwnListener {
  port: number;
  token: string;
}

export interface ResenderDependencies {
  getRequest: (id: number) => Promise<RequestDetail | null>;
  /** Null while nothing listens. */
  getListener: () => OwnListener | null;
  ownSends: Pick<OwnSends, 'announce'>;
  arrivalOf: OwnArrivals['arrivalOf'];
  randomUuid: () => string;
  /** How far a replay of several has come; null once it has ended. */
  onProgress: (progress: ReplayProgress | null) => void;
}

export type Resender = ReturnType<typeof createResender>;

/**
 * Sends requests to the own listener again, over HTTP like anybody else. Each carries DialPop's mark, so that
 * neither counts as TeleCMI's. A replay is what arrived, with the headers that proxies added: only what is about
 * the connection is left out, and `Host` is the listener's.
 */
export function createResender(dependencies: ResenderDependencies) {
  const { getRequest, getListener, ownSends, arrivalOf, randomUuid, onProgress } = dependencies;
  let replay: AbortController | null = null;

  const send = async (draft: RequestDraft, own: OwnSending, signal?: AbortSignal): Promise<SendDraftResult> => {
    const listener = getListener();
    if (listener === null) return { ok: false, message: t('sending.notListening') };
    const headers = draft.headers
      .filter(([name]) => name.toLowerCase() !== ownSendHeader)
      .map(([name, value]): Header => [name, unmaskToken(value, listener.token)]);
    const result = await sendRequest({
      url: `http://127.0.0.1:${listener.port}${targetOf(draft, listener.token)}`,
      method: draft.method,
      headers: [...headers, [ownSendHeader, ownSends.announce(own)]],
      body: Buffer.from(draft.bodyBase64, 'base64'),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!result.ok) return result;
    const { requestId, outcome } = arrivalOf(own) ?? { requestId: null, outcome: 'turned_away' as const };
    return { ok: true, sent: { requestId, outcome, answer: result.answer, tookMs: result.tookMs } };
  };

  /** Makes new calls of requests that hold events; the newest of them is now. */
  const createRenewal = async (ids: readonly number[]) => {
    let newest = 0;
    for (const id of ids) {
      const request = await getRequest(id);
      // An imported request is no event of this history, but its message may be one.
      newest = Math.max(newest, (request === null ? null : readTime(draftOf(request))) ?? 0);
    }
    return createIdRenewal({ randomUuid, shiftMs: newest === 0 ? 0 : Date.now() - newest });
  };

  const replayOne = async (
    id: number,
    renew: ReturnType<typeof createIdRenewal> | null,
    signal: AbortSignal,
  ): Promise<SendDraftResult | { skipped: ReplayReport['skipped'][number] }> => {
    const request = await getRequest(id);
    if (request === null) return { skipped: 'gone' };
    const draft = replayOf(request, getListener()?.port ?? 0);
    const addressed = renew !== null && isOfAnother(request) ? toOwnWebhook(draft) : draft;
    const obstacle = findReplayObstacle(request, addressed);
    if (obstacle !== null) return { skipped: obstacle };
    if (renew === null) return send(draft, { origin: 'replayed', sourceId: id }, signal);
    const renewed = renew(contentOf(addressed));
    if (renewed !== null) return send(withContent(addressed, renewed), { origin: 'edited', sourceId: id }, signal);
    // A message that is no event stays as it is, but goes where the answer says why it is none.
    return draft.path === ownWebhookPath
      ? send(draft, { origin: 'replayed', sourceId: id }, signal)
      : send(addressed, { origin: 'edited', sourceId: id }, signal);
  };

  const replayAll = async (ids: readonly number[], asNewCalls: boolean, signal: AbortSignal): Promise<ReplayReport> => {
    const report: ReplayReport = { sent: [], skipped: [], stopped: null };
    const inOrder = [...new Set(ids)].sort((one, other) => one - other);
    const renew = asNewCalls ? await createRenewal(inOrder) : null;
    for (const [done, id] of inOrder.entries()) {
      if (inOrder.length > 1) onProgress({ done, total: inOrder.length });
      const result = await replayOne(id, renew, signal);
      if ('skipped' in result) report.skipped.push(result.skipped);
      else if (result.ok) report.sent.push(result.sent);
      else return { ...report, stopped: { isCancelled: signal.aborted, message: result.message } };
    }
    return report;
  };

  return {
    /**
     * Sends stored requests again, one after the other in the order they came.
     *
     * @param asNewCalls with ids and times of their own where they hold events: then they are edited, not replayed
     */
    async replay(ids: readonly number[], asNewCalls: boolean): Promise<ReplayResult> {
      if (replay !== null) return { ok: false, message: t('sending.underWay') };
      replay = new AbortController();
      try {
        return { ok: true, report: await replayAll(ids, asNewCalls, replay.signal) };
      } finally {
        replay = null;
        if (ids.length > 1) onProgress(null);
      }
    },
    /** Ends the replay that is under way after the request it is at. */
    cancelReplay: (): void => replay?.abort(),
    /** Sends what a person has edited; `sourceId` is the request it was made from. */
    sendDraft: (draft: RequestDraft, sourceId: number | null): Promise<SendDraftResult> =>
      send(draft, { origin: 'edited', sourceId }),
    /** The draft as one of a call that was never there, at this moment; null where it holds no event. */
    renewDraft(draft: RequestDraft): RequestDraft | null {
      const time = readTime(draft);
      const renewed = createIdRenewal({ randomUuid, shiftMs: time === null ? 0 : Date.now() - time })(contentOf(draft));
      return renewed === null ? null : withContent(draft, renewed);
    },
  };
}

/** A stored request as it is sent again: all its headers in their order, addressed to the listener. */
const replayOf = (request: RequestDetail, port: number): RequestDraft => ({
  ...draftOf(request),
  headers: headersOf(request).map(
    ([name, value]): Header => [name, name.toLowerCase() === 'host' ? `127.0.0.1:${port}` : value],
  ),
});

/** Whether a request was sent to another receiver, or comes from a file. */
const isOfAnother = (request: RequestDetail): boolean =>
  request.origin === 'imported' || draftOf(request).path !== ownWebhookPath;

const withContent = (draft: RequestDraft, { query, body }: MessageContent): RequestDraft => ({
  ...draft,
  query,
  bodyBase64: Buffer.from(body).toString('base64'),
});

/** Epoch ms at which a draft's event says that its leg started; null where it does not say. */
function readTime(draft: RequestDraft): number | null {
  const parsed = parseEvent(contentOf(draft));
  return parsed.status === 'valid' ? parsed.event.legStartedAt : null;
}

/** Path and query with the token in its place. The query of a request to the webhook is kept as it came, unmasked. */
function targetOf({ path, query }: RequestDraft, token: string): string {
  const search = query === '' ? '' : `?${query}`;
  return path === ownWebhookPath ? unmaskToken(path, token) + search : unmaskToken(path + search, token);
}
