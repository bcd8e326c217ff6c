import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { QueryCompletion } from '../../shared/complete-query-text.ts';
import { t } from '../../shared/i18n/translate.ts';
import { suggestionsQuery } from '../live/queries.ts';
import type { AnyFilter, QueryLanguage } from './query-language.ts';

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
 * What can complete the filter at the caret: known words, and values that came lately.
 *
 * @param caret null while there is nothing to complete, as when the box has no focus
 */
export function useCompletions<Filter extends AnyFilter>(
  language: QueryLanguage<Filter>,
  text: string,
  caret: number | null,
): Completions | null {
  const completion = caret === null ? null : language.complete(text, caret);
  const ask = completion?.ask ?? null;
  const { data } = useQuery({ ...suggestionsQuery(ask), enabled: ask !== null, placeholderData: keepPreviousData });
  if (completion === null) return null;
  const known = completion.choices.map((choice) => ({
    choice,
    label: choice,
    hint: language.describeChoice(completion, choice, text),
  }));
  const suggested = ask === null ? [] : (data ?? []).map(({ value, calls }) => suggestion(value, calls));
  const items = [...known, ...suggested].slice(0, mostItems);
  return items.length === 0 ? null : { completion, items };
}

function suggestion(value: string, calls: number): Completion {
  return { choice: value, label: value, hint: t('search.suggestedCalls', { count: calls }) };
}
