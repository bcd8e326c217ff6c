import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { RequestTrace, StrayReason } from '../../shared/requests.ts';
import type { StoredTrace, StrayRequest } from '../history/request-writer.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';

/** What comes within this time is written together, after the answers. */
const gatherMs = 100;
/** Traces that wait at most; of a flood that the disk does not keep up with the rest is let go. */
const mostWaiting = 5000;

export interface RequestRecorderOptions {
  history: Pick<HistoryWriter, 'recordTraces' | 'recordStrays'>;
  /** These requests are new or have their traces now. */
  onChanged: (requestIds: readonly number[]) => void;
  reportError: (error: unknown) => void;
}

export type RequestRecorder = ReturnType<typeof createRequestRecorder>;

/** Writes down how requests came and were answered: after the answer, some at a time, and never in its way. */
export function createRequestRecorder({ history, onChanged, reportError }: RequestRecorderOptions) {
  let traces: StoredTrace[] = [];
  let strays: StrayRequest[] = [];
  let timer: NodeJS.Timeout | undefined;

  const write = async (): Promise<void> => {
    timer = undefined;
    const [writtenTraces, writtenStrays] = [traces, strays];
    traces = [];
    strays = [];
    try {
      if (writtenTraces.length > 0) await history.recordTraces(writtenTraces);
      if (writtenStrays.length > 0) onChanged(await history.recordStrays(writtenStrays));
    } catch (error) {
      reportError(error);
    }
    // New they are in any case.
    if (writtenTraces.length > 0) onChanged(writtenTraces.map(({ requestId }) => requestId));
  };
  const plan = (): void => {
    timer ??= setTimeout(() => void write(), gatherMs);
  };

  return {
    keepTrace(requestId: number, trace: RequestTrace): void {
      if (traces.length >= mostWaiting) return;
      traces.push({ requestId, trace });
      plan();
    },
    keepStray(request: ReceivedRequest, reason: StrayReason, trace: RequestTrace): void {
      if (strays.length >= mostWaiting) return;
      strays.push({ request, reason, trace });
      plan();
    },
    /** Writes what waits. */
    async stop(): Promise<void> {
      clearTimeout(timer);
      if (traces.length + strays.length > 0) await write();
    },
  };
}
