import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnswerController } from '../../../../electron/webhook/answer-control.ts';
import { answerChoiceSchema } from '../../../../shared/ipc/answer-control.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
afterEach(() => vi.useRealTimers());

const create = () => {
  let changes = 0;
  const answers = createAnswerController({ onChange: () => (changes += 1) });
  return { answers, changes: () => changes };
};

test('answers as many requests as chosen, tells each, and is off after them', () => {
  const { answers, changes } = create();
  expect(answers.take()).toBeNull();
  answers.choose({ status: 503, delayMs: 0, requests: 2 });
  expect(answers.get()).toMatchObject({ status: 503, requests: 2, left: 2, endsAt: Date.now() + 600_000 });
  expect(answers.take()).toEqual({ status: 503, delayMs: 0 });
  expect(answers.get()).toMatchObject({ left: 1 });
  expect(answers.take()).toEqual({ status: 503, delayMs: 0 });
  expect(answers.get()).toBeNull();
  expect(answers.take()).toBeNull();
  expect(changes()).toBe(3);
});

test('is off after ten minutes by itself, also where the machine slept or the clock was set back', () => {
  const { answers, changes } = create();
  answers.choose({ status: 500, delayMs: 0, requests: 5 });
  vi.advanceTimersByTime(599_000);
  expect(answers.get()).not.toBeNull();
  vi.advanceTimersByTime(1000);
  expect(answers.get()).toBeNull();
  expect(changes()).toBe(2);

  answers.choose({ status: 500, delayMs: 0, requests: 5 });
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(answers.take()).toBeNull();

  answers.choose({ status: 500, delayMs: 0, requests: 5 });
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(1000);
  expect(answers.get()).toBeNull();
});

test('a new choice takes the place of the one before it, and its ten minutes', () => {
  const { answers } = create();
  answers.choose({ status: 500, delayMs: 0, requests: 5 });
  vi.advanceTimersByTime(400_000);
  answers.choose({ status: null, delayMs: 3000, requests: 1 });
  vi.advanceTimersByTime(400_000);
  expect(answers.take()).toEqual({ status: null, delayMs: 3000 });
});

test('stopping says so once', () => {
  const { answers, changes } = create();
  answers.stop();
  answers.choose({ status: 500, delayMs: 0, requests: 5 });
  answers.stop();
  answers.stop();
  expect(changes()).toBe(2);
});

test('holding ends when it is due, when it is stopped, and when the sender goes away', async () => {
  vi.useRealTimers();
  const { answers } = create();
  const arrived: ((response: ServerResponse) => void)[] = [];
  const server = createServer((_request, response) => arrived.shift()?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const arrive = () => {
    const socket = connect(port, '127.0.0.1');
    const response = new Promise<ServerResponse>((resolve) => arrived.push(resolve));
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    return { socket, response };
  };
  const first = await arrive().response;
  const begin = performance.now();
  await answers.hold(first, 50);
  expect(performance.now() - begin).toBeGreaterThan(45);

  const second = answers.hold(await arrive().response, 60_000);
  answers.stop();
  await second;

  const { socket, response } = arrive();
  const third = answers.hold(await response, 60_000);
  socket.destroy();
  await third;
  await answers.hold(await response, 60_000);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  [{ status: 500, delayMs: 0, requests: 1 }, true],
  [{ status: null, delayMs: 1, requests: 100 }, true],
  [{ status: 599, delayMs: 60_000, requests: 1 }, true],
  [{ status: null, delayMs: 0, requests: 1 }, false],
  [{ status: 199, delayMs: 0, requests: 1 }, false],
  [{ status: 600, delayMs: 0, requests: 1 }, false],
  [{ status: 500, delayMs: 60_001, requests: 1 }, false],
  [{ status: 500, delayMs: -1, requests: 1 }, false],
  [{ status: 500, delayMs: 0, requests: 101 }, false],
  [{ status: 500, delayMs: 0, requests: 0 }, false],
])('%o can be chosen: %s', (choice, isPossible) => {
  expect(answerChoiceSchema.safeParse(choice).success).toBe(isPossible);
});
