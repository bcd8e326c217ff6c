import type { HistoryStore } from '../../electron/history/history-store.ts';
import {
  invalid,
  malformed,
  notFound,
  type Problem,
  toAnswer,
  wrongHost,
} from '../../electron/webhook/error-responses.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Answer, OwnSending, RequestTrace } from '../../shared/requests.ts';
import { post, postJson, type RequestContent, refusal, validEvent } from '../support/requests.ts';

const accepted: Answer = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: '{"status":"accepted"}',
};

/** How a request came through a tunnel, as a real one does. */
function traceOf({ contentType, body }: RequestContent, answer: Answer, path = '/hook/{token}'): RequestTrace {
  const isStored = answer.status !== 404;
  return {
    path,
    httpVersion: '1.1',
    headers: [
      ['Host', 'phones.ngrok.app'],
      ['User-Agent', 'axios/1.7.9'],
      ...(contentType === null ? [] : [['Content-Type', contentType] as const]),
      ['Content-Length', String(body.byteLength)],
      ['X-Forwarded-For', '203.0.113.7'],
      ['X-Forwarded-Host', 'phones.ngrok.app'],
      ['X-Forwarded-Proto', 'https'],
      ['Accept-Encoding', 'gzip'],
    ],
    remoteAddress: '127.0.0.1',
    times: {
      read: isStored ? 0.412 : null,
      parsed: isStored ? 0.671 : null,
      committed: isStored ? 1.902 : null,
      answered: isStored ? 2.214 : 0.388,
    },
    answer,
  };
}

/** Writes an event as the webhook does, with how it came. Returns what the history made of it. */
export function recordEventWithTrace(history: HistoryStore, event: JsonObject, receivedAt: number, own?: OwnSending) {
  const content = postJson(event);
  const request = { ...content, receivedAt, ...(own === undefined ? {} : { own }) };
  const recorded = history.recordEvent(request, validEvent(content));
  history.recordTraces([{ requestId: recorded.requestId, trace: traceOf(content, accepted) }]);
  return recorded;
}

/** What a developer sees while they try things: every way a request can fail, and what they send themselves. */
export function writeTrials(history: HistoryStore, event: JsonObject, receivedAt: number): void {
  const refuse = (content: RequestContent, why: 'malformed' | 'invalid' | 'wrong_host', problem: Problem) => {
    const answer = toAnswer(problem);
    const requestId = history.recordRefusal(
      { ...content, receivedAt },
      why,
      answer.status,
      problem.errors ?? [{ path: '', message: problem.detail }],
    );
    history.recordTraces([{ requestId, trace: traceOf(content, answer) }]);
  };
  const stray = post('', null);
  history.recordStrays([
    {
      request: { ...stray, method: 'GET', receivedAt },
      reason: 'unknown',
      trace: traceOf(stray, toAnswer(notFound), '/wp-login.php'),
    },
  ]);
  refuse(post(Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x00, 0x7d])), 'malformed', {
    status: 400,
    title: 'Malformed message',
    detail: 'The body is not UTF-8 text: line 1, column 3 (position 2).',
  });
  refuse(postJson(event), 'wrong_host', wrongHost('phones.example'));
  const broken = post('{\n  "type": "event",\n  "status": "started",\n  "to": +442079460018\n}');
  const mistake = refusal(broken);
  if (mistake.status === 'malformed') refuse(broken, 'malformed', malformed(mistake.reasons, mistake.position));
  const { cmiuuid: _cmiuuid, ...rest } = event;
  const wrong = post(JSON.stringify({ ...rest, leg: 'c', time: 'soon' }, null, 2));
  refuse(wrong, 'invalid', invalid(refusal(wrong).reasons));
  const { requestId } = recordEventWithTrace(history, event, receivedAt);
  recordEventWithTrace(history, event, receivedAt + 1000, { origin: 'replayed', sourceId: requestId });
  recordEventWithTrace(history, { ...event, to: '919000000003' }, receivedAt + 2000, {
    origin: 'edited',
    sourceId: requestId,
  });
  recordEventWithTrace(history, { ...event, cmiuuid: 'made', conversation_uuid: 'made' }, receivedAt + 3000, {
    origin: 'composed',
    sourceId: null,
  });
  history.setRequestPinned(requestId, true);
}
