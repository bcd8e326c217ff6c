import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoredTrace, StrayRequest } from '../../../../electron/history/request-writer.ts';
import { createRequestRecorder } from '../../../../electron/inspector/request-recorder.ts';
import type { ReceivedRequest } from '../../../../shared/received-request.ts';
import type { RequestTrace } from '../../../../shared/requests.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const request: ReceivedRequest = { receivedAt: 0, method: 'GET', contentType: null, query: '', body: new Uint8Array() };
const trace = (headerLength = 0): RequestTrace => ({
  path: '/',
  httpVersion: '1.1',
  headers: [['X', 'x'.repeat(headerLength)]],
  remoteAddress: null,
  times: { read: null, parsed: null, committed: null, answered: null },
  answer: { status: 404, headers: {}, body: '' },
});

/** A recorder over a history whose disk answers when it is told to. */
function create() {
  const steps: { size: number; done: () => void; fail: (error: Error) => void }[] = [];
  const changed: number[] = [];
  const failures: unknown[] = [];
  const onChanged = vi.fn((ids: readonly number[]): void => {
    changed.push(...ids);
  });
  const record = <Result>(size: number, result: Result) =>
    new Promise<Result>((resolve, reject) => steps.push({ size, done: () => resolve(result), fail: reject }));
  const recorder = createRequestRecorder({
    history: {
      recordTraces: (traces: readonly StoredTrace[]) => record(traces.length, undefined),
      recordStrays: (strays: readonly StrayRequest[]) =>
        record(
          strays.length,
          strays.map((_stray, index) => 1000 + index),
        ),
    },
    onChanged,
    reportError: (error) => failures.push(error),
  });
  return { recorder, steps, changed, failures, onChanged };
}

test('nothing is written before some time has passed, and then what came meanwhile at once', async () => {
  const { recorder, steps, changed } = create();
  for (let id = 1; id <= 20; id += 1) recorder.keepTrace(id, trace());
  await vi.advanceTimersByTimeAsync(90);
  expect(steps).toEqual([]);
  await vi.advanceTimersByTimeAsync(20);
  expect(steps).toMatchObject([{ size: 20 }]);
  expect(changed).toEqual([]);
  steps[0]?.done();
  await vi.advanceTimersByTimeAsync(0);
  expect(changed).toHaveLength(20);
});

test('a disk that hangs has one step to do, and what waits for it is bounded', async () => {
  const { recorder, steps, changed } = create();
  for (let round = 0; round < 100; round += 1) {
    for (let sent = 0; sent < 20; sent += 1) recorder.keepStray(request, 'unknown', trace(15_000));
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(steps).toHaveLength(1);
  // Eight million characters of these; one whose trace is let go is told as new all the same.
  recorder.keepTrace(7, trace(15_000));
  expect(changed).toEqual([7]);

  let stored = 0;
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    stored += step.size;
    step.done();
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(stored).toBeGreaterThan(400);
  expect(stored).toBeLessThan(600);
  // And there is room again.
  recorder.keepTrace(8, trace());
  await vi.advanceTimersByTimeAsync(200);
  expect(steps).toMatchObject([{ size: 1 }]);
});

test('one step is small, and the next one comes after a pause', async () => {
  const { recorder, steps } = create();
  for (let id = 1; id <= 600; id += 1) recorder.keepTrace(id, trace());
  await vi.advanceTimersByTimeAsync(100);
  expect(steps).toMatchObject([{ size: 256 }]);
  steps[0]?.done();
  await vi.advanceTimersByTimeAsync(90);
  expect(steps).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(20);
  expect(steps).toMatchObject([{ size: 256 }, { size: 256 }]);
});

test('a failure is reported, and the next step is written', async () => {
  const { recorder, steps, changed, failures } = create();
  recorder.keepTrace(1, trace());
  await vi.advanceTimersByTimeAsync(100);
  steps[0]?.fail(new Error('disk full'));
  await vi.advanceTimersByTimeAsync(0);
  expect(failures).toHaveLength(1);
  expect(changed).toEqual([1]);
  recorder.keepTrace(2, trace());
  await vi.advanceTimersByTimeAsync(100);
  expect(steps).toHaveLength(2);
});

test('the end hands over all that waits, without waiting for the disk', () => {
  const { recorder, steps } = create();
  for (let id = 1; id <= 300; id += 1) recorder.keepTrace(id, trace());
  recorder.keepStray(request, 'unknown', trace());
  recorder.stop();
  expect(steps.map(({ size }) => size)).toEqual([256, 1, 44]);
});

test('one change that cannot be told is reported, and what comes after it is written', async () => {
  const { recorder, steps, changed, failures, onChanged } = create();
  onChanged.mockImplementationOnce(() => {
    throw new Error('the tray is gone');
  });
  recorder.keepTrace(1, trace());
  await vi.advanceTimersByTimeAsync(110);
  steps[0]?.done();
  await vi.advanceTimersByTimeAsync(0);
  expect(failures).toEqual([new Error('the tray is gone')]);
  recorder.keepTrace(2, trace());
  await vi.advanceTimersByTimeAsync(110);
  steps[1]?.done();
  await vi.advanceTimersByTimeAsync(0);
  expect(changed).toEqual([2]);
});
