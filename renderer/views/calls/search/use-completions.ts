import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallFilter } from '../../../../shared/call-query.ts';
import { parseQueryText } from '../../../../shared/call-query-text.ts';
import { completeQueryText, type QueryCompletion } from '../../../../shared/complete-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { suggestionsQuery } from '../../../live/queries.ts';
import { describeFilter } from './describe-filter.ts';

/** One line of the list under the search box. */
export interface Completion {
  /** What is inserted. */
  choice: string;
  /** What the line shows. */
  label: string;
  /** What it is, in small. */
  hint: string;
}

export interface Completions {
  completion: QueryCompletion;
  items: Completion[];
}

/** More would not be read. */
const mostItems = 8;

/**
 * What can complete the filter at the caret: known words, and values of the newest calls.
 *
 * @param caret null while there is nothing to complete, as when the box has no focus
 */
export function useCompletions(text: string, caret: number | null): Completions | null {
  const completion = caret === null ? null : completeQueryText(text, caret);
  const ask = completion?.ask ?? null;
  const { data } = useQuery({ ...suggestionsQuery(ask), enabled: ask !== null, placeholderData: keepPreviousData });
  if (completion === null) return null;
  const known = completion.choices.map((choice) => knownChoice(completion, choice, text));
  const suggested = ask === null ? [] : (data ?? []).map(({ value, calls }) => suggestion(value, calls));
  const items = [...known, ...suggested].slice(0, mostItems);
  return items.length === 0 ? null : { completion, items };
}

function knownChoice(completion: QueryCompletion, choice: string, text: string): Completion {
  if (completion.inserts === 'keyword') return { choice, label: choice, hint: t(`keyword.${keywordName(choice)}`) };
  if (choice === '*') return { choice, label: '*', hint: t('keyword.any') };
  const typed = text.slice(0, completion.start).split(/\s/).at(-1) ?? '';
  const [filter]: CallFilter[] = parseQueryText(`${typed}${choice}`).query.filters;
  return { choice, label: choice, hint: filter === undefined ? '' : describeFilter(filter) };
}

function suggestion(value: string, calls: number): Completion {
  return { choice: value, label: value, hint: t('search.suggestedCalls', { count: calls }) };
}

const keywordNames = ['agent', 'custom', 'after', 'before', 'day', 'is', 'popup'] as const;

function keywordName(keyword: string): (typeof keywordNames)[number] {
  return keywordNames.find((name) => keyword.startsWith(name)) ?? 'custom';
}
