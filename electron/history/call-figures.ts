import type { CallSummary, CustomField, FilterSuggestion, TodayStatistics } from '../../shared/calls.ts';
import { foldCase } from '../../shared/fold-text.ts';
import { isListed } from './call-sources.ts';
import { valueText } from './call-texts.ts';
import { startOfDay } from './local-days.ts';
import type { Database } from './open-database.ts';
import { type CallRow, toCallSummary } from './rows.ts';

/** Calls looked at for suggestions: what is typed today was seen lately. */
const newestCalls = 3000;
const maximumSuggestions = 20;
/** A longer value is read, not chosen from a list. */
const longestSuggestion = 100;
/**
 * A start that says it began longer ago than this was not under way so long: it is the
 * documented sample with its time of 2022, or was repeated after the machine had been off.
 */
const longestDelayMs = 24 * 60 * 60_000;

export type SuggestFor =
  | { of: 'agent'; prefix: string }
  | { of: 'custom_name'; prefix: string }
  | { of: 'custom_value'; name: string; prefix: string };

/** Figures and suggestions the window asks for. Reads only; SQLite's errors are thrown. */
export function createCallFigures(database: Database) {
  const selectToday = database.prepare(
    `SELECT received_at, agent FROM calls WHERE ${isListed} AND origin IS NULL AND received_at >= ? AND received_at < ?`,
  );
  const selectDelays = database.prepare(`
    SELECT received_at - leg_started_at AS delay FROM events
    WHERE kind = 'outgoing_started' AND origin IS NULL AND received_at >= ? AND received_at < ?
      AND leg_started_at BETWEEN received_at - ${longestDelayMs} AND received_at
    ORDER BY delay`);
  const selectAgents = database.prepare(
    `SELECT agent FROM calls WHERE ${isListed} ORDER BY id DESC LIMIT ${newestCalls}`,
  );
  const selectCustomFields = database.prepare(
    `SELECT custom_fields FROM calls WHERE ${isListed} ORDER BY id DESC LIMIT ${newestCalls}`,
  );
  const selectEarlier = database.prepare(`
    SELECT * FROM calls WHERE number_digits = ? AND id <> ? AND ${isListed} ORDER BY id DESC LIMIT ?`);
  const selectDigits = database.prepare('SELECT number_digits FROM calls WHERE id = ?');

  const newestFields = (): CustomField[] => {
    const rows: { custom_fields: string }[] = selectCustomFields.all();
    return rows.flatMap(({ custom_fields }) => JSON.parse(custom_fields));
  };

  const valuesFor = (what: SuggestFor): string[] => {
    switch (what.of) {
      case 'agent': {
        const rows: { agent: string | null }[] = selectAgents.all();
        return rows.flatMap(({ agent }) => agent ?? []);
      }
      case 'custom_name':
        return newestFields().map(({ name }) => name);
      case 'custom_value': {
        const name = foldCase(what.name);
        return newestFields()
          .filter((field) => foldCase(field.name) === name)
          .map(({ value }) => valueText(value));
      }
    }
  };

  return {
    /** The local day so far, counting only what TeleCMI sent: no samples, test calls or replays. */
    getTodayStatistics(now = Date.now()): TodayStatistics {
      const from = startOfDay(now);
      const to = startOfDay(now, 1);
      const calls: { received_at: number; agent: string | null }[] = selectToday.all(from, to);
      const delays: { delay: number }[] = selectDelays.all(from, to);
      return {
        calls: calls.length,
        hours: countByHour(calls, from, to),
        delayMs: summariseDelays(delays.map(({ delay }) => delay)),
      };
    },

    /** Values of the newest calls that begin as typed, the most frequent first. Without regard to case. */
    suggestFilterValues(what: SuggestFor): FilterSuggestion[] {
      const prefix = foldCase(what.prefix);
      const suggestions = new Map<string, FilterSuggestion>();
      for (const value of valuesFor(what)) {
        const key = foldCase(value);
        if (value === '' || value.length > longestSuggestion || !key.startsWith(prefix)) continue;
        const known = suggestions.get(key);
        if (known === undefined) suggestions.set(key, { value, calls: 1 });
        else known.calls += 1;
      }
      return [...suggestions.values()]
        .sort((one, other) => other.calls - one.calls || one.value.localeCompare(other.value))
        .slice(0, maximumSuggestions);
    },

    /**
     * Other calls to the same digits, ignoring separators and leading characters such as `+` and `0`, newest first.
     *
     * @param spellings further digits to look for, without leading zeros
     */
    listEarlierCalls(id: number, limit: number, spellings: readonly string[] = []): CallSummary[] {
      const own = selectDigits.get(id)?.['number_digits'];
      if (typeof own !== 'string' || own === '') return [];
      const rows: CallRow[] = [...new Set([own, ...spellings])].flatMap((digits) =>
        selectEarlier.all(digits, id, limit),
      );
      return rows
        .toSorted((one, other) => other.id - one.id)
        .slice(0, limit)
        .map(toCallSummary);
    },
  };
}

function countByHour(
  calls: readonly { received_at: number; agent: string | null }[],
  from: number,
  to: number,
): TodayStatistics['hours'] {
  const hourMs = 60 * 60_000;
  const counts = Array.from({ length: Math.ceil((to - from) / hourMs) }, () => new Map<string | null, number>());
  for (const { received_at, agent } of calls) {
    const byAgent = counts[Math.floor((received_at - from) / hourMs)];
    byAgent?.set(agent, (byAgent.get(agent) ?? 0) + 1);
  }
  return counts.map((byAgent, hour) => ({
    startsAt: from + hour * hourMs,
    calls: [...byAgent.values()].reduce((sum, count) => sum + count, 0),
    byAgent: [...byAgent]
      .map(([agent, count]) => ({ agent, calls: count }))
      .sort((one, other) => other.calls - one.calls || (one.agent ?? '').localeCompare(other.agent ?? '')),
  }));
}

/** @param delays in order */
function summariseDelays(delays: readonly number[]): TodayStatistics['delayMs'] {
  const middle = Math.floor(delays.length / 2);
  const [upper, worst] = [delays[middle], delays.at(-1)];
  if (upper === undefined || worst === undefined) return null;
  const median = delays.length % 2 === 1 ? upper : Math.round(((delays[middle - 1] ?? upper) + upper) / 2);
  return { median, worst };
}
