import type { DayCount } from '../../shared/calls.ts';
import { messageOf } from '../error-message.ts';
import type { HistoryReadName, HistoryReads, ReadAnswer, ReadMessage } from './history-messages.ts';

/**
 * Which read comes first: what a person waits for before what only adds to it. A newer
 * search overtakes older ones, whose words have been typed over.
 */
const urgency: Record<HistoryReadName, number> = {
  findCalls: 0,
  pickCalls: 1,
  getCall: 0,
  suggestFilterValues: 1,
  listEarlierCalls: 2,
  findRequests: 1,
  pickRequests: 1,
  getRequest: 0,
  listForwardable: 2,
  countForwardable: 3,
  getForwardable: 1,
  listForwards: 1,
  listForwardLosses: 3,
  getRequestStorage: 2,
  getTodayStatistics: 3,
  countCallsByDay: 4,
  countFound: 5,
};

interface Job {
  message: ReadMessage;
  /** The days counted so far. */
  counted: DayCount[];
}

/**
 * Answers reads one after the other, the most urgent first, with a pause after each in
 * which newer ones can come in. Counting several days is as many reads.
 *
 * @param schedule calls back soon, after messages that have come meanwhile were pushed
 */
export function createReadQueue(
  reads: HistoryReads,
  answer: (answer: ReadAnswer) => void,
  schedule: (work: () => void) => void,
) {
  const jobs: Job[] = [];
  let isScheduled = false;

  const takeNext = (): Job | undefined => {
    let best = -1;
    for (const [index, { message }] of jobs.entries()) {
      const chosen = jobs[best];
      if (chosen === undefined || comesBefore(message, chosen.message)) best = index;
    }
    return best === -1 ? undefined : jobs.splice(best, 1)[0];
  };

  const work = (): void => {
    isScheduled = false;
    const job = takeNext();
    if (job === undefined) return;
    try {
      const result = readPart(reads, job);
      if (result === 'more') jobs.push(job);
      else answer({ id: job.message.id, ok: true, result: result.value });
    } catch (error) {
      answer({ id: job.message.id, ok: false, message: messageOf(error) });
    }
    wake();
  };

  const wake = (): void => {
    if (isScheduled || jobs.length === 0) return;
    isScheduled = true;
    schedule(work);
  };

  return {
    push(message: ReadMessage): void {
      jobs.push({ message, counted: [] });
      wake();
    },
  };
}

function comesBefore(one: ReadMessage, other: ReadMessage): boolean {
  if (urgency[one.name] !== urgency[other.name]) return urgency[one.name] < urgency[other.name];
  return one.name === 'findCalls' && other.name === 'findCalls' ? one.id > other.id : one.id < other.id;
}

function readPart(reads: HistoryReads, { message, counted }: Job): 'more' | { value: unknown } {
  if (message.name !== 'countCallsByDay') return { value: read(reads, message) };
  const [{ query, days }, now] = message.args;
  const day = days[counted.length];
  if (day !== undefined) counted.push(...reads.countCallsByDay({ query, days: [day] }, now));
  return counted.length < days.length ? 'more' : { value: counted };
}

function read<Name extends HistoryReadName>(reads: HistoryReads, { name, args }: ReadMessage<Name>): unknown {
  return reads[name](...args);
}
