import type { Reason } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { Receipt, ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { parseEvent } from './parse-event.ts';

export interface ReceiveDependencies {
  history: Pick<HistoryStore, 'recordEvent' | 'recordRefusal'>;
  /** ④ Decides on a popup and shows it. */
  announce: (recorded: RecordedEvent, event: TelecmiEvent, receivedAt: number) => void;
  /** ⑤ Tells the open window and the tray. */
  publish: (changedCallIds: number[]) => void;
  /** The history could not store; the sender will be asked to come again. */
  reportStoreFailure: (error: unknown) => void;
}

/** ② to ⑤: the life of a request once the webhook has let it in. Nothing after the commit delays the answer. */
export function createReceiver({ history, announce, publish, reportStoreFailure }: ReceiveDependencies) {
  const keepRefusal = async (request: ReceivedRequest, answerStatus: number, reasons: Reason[]): Promise<void> => {
    try {
      history.recordRefusal(request, answerStatus, reasons);
      setImmediate(publish, []);
    } catch (error) {
      reportStoreFailure(error);
    }
  };

  const receive = async (request: ReceivedRequest): Promise<Receipt> => {
    const parsed = parseEvent(request);
    if (parsed.status !== 'valid') {
      await keepRefusal(request, parsed.status === 'malformed' ? 400 : 422, parsed.reasons);
      return parsed;
    }
    let recorded: RecordedEvent;
    try {
      recorded = history.recordEvent(request, parsed.event);
    } catch (error) {
      reportStoreFailure(error);
      return { status: 'not_stored' };
    }
    setImmediate(() => {
      announce(recorded, parsed.event, request.receivedAt);
      publish(recorded.changedCallIds);
    });
    return { status: recorded.status };
  };

  return { receive, keepRefusal };
}
