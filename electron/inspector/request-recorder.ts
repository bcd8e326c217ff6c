import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { RequestTrace, StrayReason } from '../../shared/requests.ts';
import type { StoredTrace, StrayRequest } from '../history/request-writer.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';

/** What comes within this time is written together, after the answers: each step waits for the disk once. */
const gatherMs = 100;
/** Written in one step: no answer waits behind more than a few milliseconds of it. */
const largestStep = 256;
/** Characters of headers and answers that wait at most; what the disk does not keep up with is let go. */
const mostWaitingCharacters = 8_000_000;

export interface RequestRecorderOptions {
  history: Pick<HistoryWriter, 'recordTraces' | 'recordStrays'>;
  /** These requests are new or have their traces now. */
  onChanged: (requestIds: readonly number[]) => void;
  reportError: (error: unknown) => void;
}

/** Writes down how requests came and were answered: after the answer, some at a time, and never in its way. */
export function createRequestRecorder({ history, onChanged, reportError }: RequestRecorderOptions) {
  const traces: StoredTrace[] = [];
  const strays: StrayRequest[] = [];
  let waitingCharacters = 0;
  let timer: NodeJS.Timeout | undefined;
  let isWriting = false;

  const writeTraces = async (step: readonly StoredTrace[]): Promise<void> => {
    try {
      await history.recordTraces(step);
    } catch (error) {
      reportError(error);
    }
    // New they are in any case.
    onChanged(step.map(({ requestId }) => requestId));
  };
  const writeStrays = async (step: readonly StrayRequest[]): Promise<void> => {
    try {
      onChanged(await history.recordStrays(step));
    } catch (error) {
      reportError(error);
    }
  };
  /** Begins to write some of what waits; null where nothing does. */
  const writeStep = (): Promise<unknown> | null => {
    const [someTraces, someStrays] = [traces.splice(0, largestStep), strays.splice(0, largestStep)];
    for (const { trace } of [...someTraces, ...someStrays]) waitingCharacters -= weigh(trace);
    const parts: Promise<void>[] = [];
    if (someTraces.length > 0) parts.push(writeTraces(someTraces));
    if (someStrays.length > 0) parts.push(writeStrays(someStrays));
    return parts.length === 0 ? null : Promise.all(parts);
  };
  const write = async (): Promise<void> => {
    timer = undefined;
    isWriting = true;
    try {
      await writeStep();
    } catch (error) {
      // A callback may throw; later records are written all the same.
      reportError(error);
    } finally {
      isWriting = false;
    }
    if (traces.length + strays.length > 0) plan();
  };
  /** A disk that hangs has one step to do, and not one for each tick: the next one gathers meanwhile. */
  const plan = (): void => {
    if (!isWriting) timer ??= setTimeout(() => void write(), gatherMs);
  };
  /** Whether there is room for one more; then it has its place. */
  const makeRoom = (trace: RequestTrace): boolean => {
    const weight = weigh(trace);
    if (waitingCharacters + weight > mostWaitingCharacters) return false;
    waitingCharacters += weight;
    return true;
  };

  return {
    keepTrace(requestId: number, trace: RequestTrace): void {
      if (!makeRoom(trace)) {
        onChanged([requestId]);
        return;
      }
      traces.push({ requestId, trace });
      plan();
    },
    keepStray(request: ReceivedRequest, reason: StrayReason, trace: RequestTrace): void {
      if (!makeRoom(trace)) return;
      strays.push({ request, reason, trace });
      plan();
    },
    /** Hands over what waits; the history stores it before it is closed. */
    stop(): void {
      clearTimeout(timer);
      while (writeStep() !== null);
    },
  };
}

/** About as much memory as a trace takes, in characters. */
function weigh({ headers, path, answer }: RequestTrace): number {
  let characters = 200 + path.length + answer.body.length;
  for (const [name, value] of headers) characters += name.length + value.length;
  return characters;
}
