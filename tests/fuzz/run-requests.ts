import { checkAnswer } from './answer-schema.ts';
import { checkCalls } from './check-readers.ts';
import { checkStored } from './check-stored.ts';
import { createKeptConnection, type Exchange, sendRaw } from './connections.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import type { FuzzServer } from './server-process.ts';

/**
 * Sends requests and checks everything that must hold of them: the answers, what is in the history
 * after them, and that it can be shown.
 *
 * @param senders how many send at the same time; 1 keeps the order
 * @returns what does not hold; nothing where all is well
 */
export async function runRequests(
  server: FuzzServer,
  requests: readonly FuzzRequest[],
  senders: number,
): Promise<string[]> {
  const exchanges = await exchangeAll(server.port, requests, senders);
  const problems = await server.takeProblems();
  const stored = checkStored(server, exchanges);
  // Calls are searched for now with the index, now before they are in it.
  if (server.lastRequestId % 2 === 0) await server.index();
  return [...problems, ...exchanges.flatMap(checkExchange), ...stored.failures, ...checkCalls(server, stored.callIds)];
}

async function exchangeAll(port: number, requests: readonly FuzzRequest[], senders: number): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const queue = requests.values();
  const send = async () => {
    const kept = createKeptConnection(port);
    for (const request of queue) {
      exchanges.push(request.framed === null ? await sendRaw(port, request) : await kept.send(request));
    }
    kept.close();
  };
  await Promise.all(Array.from({ length: senders }, send));
  return exchanges;
}

function checkExchange({ request, answers, failure }: Exchange): string[] {
  const failures = answers.map((answer) => checkAnswer(answer, request)).filter((told) => told !== null);
  if (failure !== null) failures.push(failure);
  const { framed, expected } = request;
  if (framed === null) return failures;
  const status = answers[0]?.status;
  const isElsewhere = !framed.isToWebhook;
  if (status !== undefined && isElsewhere !== (status === 404)) failures.push(`answered ${status} on its path`);
  if (expected !== null && status !== 200) {
    failures.push(`a valid event was answered ${status}: ${answers[0]?.body.slice(0, 500)}`);
  }
  return failures;
}
