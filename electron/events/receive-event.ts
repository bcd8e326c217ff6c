import type { Reason } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { Receipt, ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
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

/** ② to ⑤: the life of a request once the webhook has let it in. Nothing after the commit delays the answer. */
export function createReceiver({ history, announce, publish, reportStoreFailure }: ReceiveDependencies) {
  const keepRefusal = async (request: ReceivedRequest, answerStatus: number, reasons: Reason[]): Promise<void> => {
    const stored = await history.recordRefusal(request, answerStatus, reasons);
    if (stored.ok) setImmediate(publish, []);
    else if (stored.reason === 'failed') reportStoreFailure(stored.detail);
  };

  const receive = async (request: ReceivedRequest): Promise<Receipt> => {
    const parsed = parseEvent(request);
    if (parsed.status !== 'valid') {
      await keepRefusal(request, parsed.status === 'malformed' ? 400 : 422, parsed.reasons);
      return parsed;
    }
    const stored = await history.recordEvent(request, parsed.event);
    if (!stored.ok) {
      if (stored.reason === 'overloaded') return { status: 'overloaded' };
      reportStoreFailure(stored.detail);
      return { status: 'not_stored' };
    }
    const recorded = stored.result;
    setImmediate(() => {
      announce(recorded, parsed.event, request.receivedAt);
      publish(recorded.changedCallIds);
    });
    return { status: recorded.status };
  };

  return { receive, keepRefusal };
}
