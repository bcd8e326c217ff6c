import { type LoadRecords, unanswered, unsent } from './load-messages.ts';

/** Writes down what becomes of each request, by its number. */
export function createLoadRecorder() {
  const status: number[] = [];
  const retryAfter: number[] = [];
  const latencyMs: number[] = [];

  const begin = (sequence: number, how: number): void => {
    status[sequence] = how;
    retryAfter[sequence] = -1;
    latencyMs[sequence] = Number.NaN;
  };
  return {
    noteSent: (sequence: number): void => begin(sequence, unanswered),
    noteAnswer(sequence: number, answerStatus: number, seconds: number | null, afterMs: number): void {
      status[sequence] = answerStatus;
      retryAfter[sequence] = seconds ?? -1;
      latencyMs[sequence] = afterMs;
    },
    /** @param offered how many fell due in all: those that were not sent by now never are */
    end(offered: number): LoadRecords {
      for (let sequence = status.length; sequence < offered; sequence += 1) begin(sequence, unsent);
      return {
        status: Uint16Array.from(status),
        retryAfter: Int32Array.from(retryAfter),
        latencyMs: Float64Array.from(latencyMs),
      };
    },
  };
}
