import type { CallSummary } from '../../shared/calls.ts';
import { describePhoneNumber, spellingsOf } from '../../shared/phone-number.ts';

interface EarlierCallReads {
  getCall: (id: number) => Promise<CallSummary | null>;
  /** Calls to the same digits or to one of the spellings. */
  listEarlierCalls: (id: number, limit: number, spellings: readonly string[]) => Promise<CallSummary[]>;
}

/** At most so many calls are searched for those to the same number. */
const mostLookedAt = 2000;

/**
 * Other calls to the number of a call, newest first, however it was dialled: `9876543210` and `+919876543210` are one
 * number if the home country is India, and two if it is Iran. Numbers that cannot be read are the same if their digits
 * are.
 */
export async function listCallsToSameNumber(
  reads: EarlierCallReads,
  id: number,
  limit: number,
): Promise<CallSummary[]> {
  const call = await reads.getCall(id);
  if (call === null) return [];
  const e164 = readNumber(call);
  const spellings = e164 === null ? [] : spellingsOf(e164);
  const isSameNumber = (other: CallSummary): boolean => {
    const otherE164 = readNumber(other);
    return e164 === null || otherE164 === null ? digitsOf(other) === digitsOf(call) : otherE164 === e164;
  };
  for (let asked = limit; ; asked *= 4) {
    const calls = await reads.listEarlierCalls(id, asked, spellings);
    const same = calls.filter(isSameNumber);
    if (same.length >= limit || calls.length < asked || asked >= mostLookedAt) return same.slice(0, limit);
  }
}

const readNumber = ({ number, callerid }: CallSummary): string | null =>
  number === null ? null : describePhoneNumber({ number, callerid }).e164;

/** As the history compares them. */
const digitsOf = ({ number }: CallSummary): string => (number ?? '').replaceAll(/[+ ().-]/g, '').replace(/^0+/, '');
