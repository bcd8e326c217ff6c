import { callKeywords, type FilterKeyword, filterKeywords, keywordValues } from './call-query-text.ts';
import { type QueryToken, splitQueryText, writeValue } from './query-tokens.ts';

/** What can come where the caret stands, in the search box. */
export interface QueryCompletion {
  /** The part of the text that a choice replaces, in UTF-16 units. */
  start: number;
  end: number;
  /** What of it has been typed, for marking it in the choices. */
  typed: string;
  /** `keyword` inserts a filter's beginning, `name` a custom field's name, `value` ends the filter. */
  inserts: 'keyword' | 'name' | 'value';
  /** Choices known beforehand, as they are inserted. */
  choices: readonly string[];
  /** What to ask `suggestFilterValues` for further choices; null for nothing. */
  ask:
    | { of: 'agent'; prefix: string }
    | { of: 'custom_name'; prefix: string }
    | { of: 'custom_value'; name: string; prefix: string }
    | null;
  /** The filter takes a day as 2026-11-01. */
  takesDate: boolean;
}

/**
 * What can come at the caret: keywords that begin as the word does, or values of the
 * filter being typed. Null where nothing can, such as behind a finished word.
 *
 * @param caret place in the text, in UTF-16 units
 */
export function completeQueryText(text: string, caret: number): QueryCompletion | null {
  const token = splitQueryText(text, callKeywords).find(({ start, end }) => start <= caret && caret <= end);
  if (token === undefined) return completeKeyword('', caret, caret);
  if (token.keyword === null) return completeWord(text, token, caret);
  if (token.keyword === 'custom' && (!token.hasColon || caret < token.valueStart))
    return completeName(text, token, caret);
  return caret < token.valueStart ? null : completeValue(text, token, caret);
}

/** The text after a choice was made, and where the caret goes. */
export function applyCompletion(
  text: string,
  completion: QueryCompletion,
  choice: string,
): { text: string; caret: number } {
  const { start, end, inserts } = completion;
  const rest = text.slice(end);
  const inserted =
    inserts === 'keyword'
      ? choice
      : inserts === 'name'
        ? `custom.${writeValue(choice, ':')}:`
        : writeChoice(completion, choice);
  const space = inserts === 'value' && !rest.startsWith(' ') ? ' ' : '';
  const before = `${text.slice(0, start)}${inserted}${space}`;
  return { text: before + rest, caret: before.length + (space === '' && inserts === 'value' ? 1 : 0) };
}

/** `*` of the known choices means any value; a field's value that is `*` must be quoted. */
function writeChoice({ choices }: QueryCompletion, choice: string): string {
  return choices.includes(choice) ? choice : choice === '*' ? '"*"' : writeValue(choice);
}

function completeKeyword(typed: string, start: number, end: number): QueryCompletion | null {
  const choices: FilterKeyword[] = filterKeywords.filter((keyword) => keyword.startsWith(typed.toLowerCase()));
  return choices.length === 0 ? null : { start, end, typed, inserts: 'keyword', choices, ask: null, takesDate: false };
}

function completeWord(text: string, { start, end }: QueryToken, caret: number): QueryCompletion | null {
  const typed = text.slice(start, caret);
  return caret === start || typed.startsWith('"') ? null : completeKeyword(typed, start, end);
}

function completeName(text: string, { start, end }: QueryToken, caret: number): QueryCompletion | null {
  const typed = unquote(text.slice(start + 'custom.'.length, caret));
  if (caret < start + 'custom.'.length) return completeKeyword(text.slice(start, caret), start, end);
  const colon = text.slice(caret, end).indexOf(':');
  return {
    start,
    end: colon === -1 ? end : caret + colon + 1,
    typed,
    inserts: 'name',
    choices: [],
    ask: { of: 'custom_name', prefix: typed },
    takesDate: false,
  };
}

function completeValue(text: string, token: QueryToken, caret: number): QueryCompletion | null {
  const typed = unquote(text.slice(token.valueStart, caret));
  const base = { start: token.valueStart, end: token.end, typed, inserts: 'value', takesDate: false } as const;
  const matching = (values: readonly string[]) =>
    values.filter((value) => value.startsWith(typed.toLowerCase().replaceAll('-', '_')));
  switch (token.keyword) {
    case 'agent':
      return { ...base, choices: [], ask: { of: 'agent', prefix: typed } };
    case 'custom':
      return {
        ...base,
        choices: typed === '' ? ['*'] : [],
        ask: { of: 'custom_value', name: token.name, prefix: typed },
      };
    case 'day':
    case 'is':
    case 'popup':
      return { ...base, choices: matching(keywordValues[`${token.keyword}:`]), ask: null };
    default:
      return { ...base, choices: [], ask: null, takesDate: true };
  }
}

const unquote = (typed: string): string =>
  typed.startsWith('"')
    ? typed
        .slice(1)
        .replace(/"$/, '')
        .replaceAll(/\\(["\\])/g, '$1')
    : typed;
