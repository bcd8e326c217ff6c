import type { Reason } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { Handled, Receipt, ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import type { Refusal } from '../../shared/requests.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
import type { StoreResult } from '../writer/messages.ts';
import { parseEvent } from './parse-event.ts';

export interface ReceiveDependencies {
  history: Pick<HistoryWriter, 'recordEvent' | 'recordRefusal'>;
  /** ④ Decides on a popup and shows it. */
  announce: (recorded: RecordedEvent, event: TelecmiEvent, receivedAt: number) => void;
  /** ⑤ Tells the open window and the tray. */
  publish: (changedCallIds: number[]) => void;
  /** The history could not store; the sender will be asked to come again. */
  reportStoreFailure: (detail: string) => void;
}

export type Receiver = ReturnType<typeof createReceiver>;

/** ② to ⑤: the life of a request once the webhook has let it in. Nothing after the commit delays the answer. */
export function createReceiver({ history, announce, publish, reportStoreFailure }: ReceiveDependencies) {
  const keepRefusal = async (
    request: ReceivedRequest,
    refusal: Refusal,
    answerStatus: number,
    reasons: Reason[],
  ): Promise<number | null> => {
    const stored = await history.recordRefusal(request, refusal, answerStatus, reasons);
    if (stored.ok) setImmediate(publish, []);
    else if (stored.reason === 'failed') reportStoreFailure(stored.detail);
    return stored.ok ? stored.result : null;
  };

  const notStored = ({ reason, detail }: Extract<StoreResult<unknown>, { ok: false }>): Receipt => {
    if (reason === 'failed') reportStoreFailure(detail);
    return { status: reason === 'overloaded' ? 'overloaded' : 'not_stored' };
  };

  const receive = async (request: ReceivedRequest): Promise<Handled> => {
    const parsed = parseEvent(request);
    const parsedAt = performance.now();
    if (parsed.status !== 'valid') {
      const answerStatus = parsed.status === 'malformed' ? 400 : 422;
      const requestId = await keepRefusal(request, parsed.status, answerStatus, parsed.reasons);
      return { receipt: parsed, requestId, parsedAt, committedAt: requestId === null ? null : performance.now() };
    }
    const stored = await history.recordEvent(request, parsed.event);
    if (!stored.ok) return { receipt: notStored(stored), requestId: null, parsedAt, committedAt: null };
    const recorded = stored.result;
    setImmediate(() => {
      announce(recorded, parsed.event, request.receivedAt);
      publish(recorded.changedCallIds);
    });
    const { status, requestId } = recorded;
    return { receipt: { status }, requestId, parsedAt, committedAt: performance.now() };
  };

  return { receive, keepRefusal };
}
