import { callKeywords, filterKeywords, keywordValues } from './call-query-text.ts';
import { type QueryKeywords, type QueryToken, splitQueryText, writeValue } from './query-tokens.ts';

/** What can come where the caret stands, in the search box. */
export interface QueryCompletion {
  /** The part of the text that a choice replaces, in UTF-16 units. */
  start: number;
  end: number;
  /** What of it has been typed, for marking it in the choices. */
  typed: string;
  /** `keyword` inserts a filter's beginning, `name` the name behind a keyword such as `custom.`, `value` ends the filter. */
  inserts: 'keyword' | 'name' | 'value';
  /** The keyword behind whose dot a name comes. */
  namedKeyword: string;
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

type Ask = QueryCompletion['ask'];

/** What one search box knows of its filters. */
export interface CompletableQuery {
  keywords: QueryKeywords;
  /** The keywords as they are typed, in the order they are offered. */
  typedKeywords: readonly string[];
  /** Values that a keyword takes, where they are known beforehand. */
  values: Readonly<Record<string, readonly string[]>>;
  /** Names known beforehand, of the keywords that take one. */
  names: Readonly<Record<string, readonly string[]>>;
  /** What to ask for further names and values. */
  askName: (keyword: string, typed: string) => Ask;
  askValue: (keyword: string, name: string, typed: string) => Ask;
  /** Keywords that take a day. */
  dateKeywords: readonly string[];
}

const callQueries: CompletableQuery = {
  keywords: callKeywords,
  typedKeywords: filterKeywords,
  values: keywordValues,
  names: {},
  askName: (_keyword, prefix) => ({ of: 'custom_name', prefix }),
  askValue: (keyword, name, prefix) => {
    if (keyword === 'agent') return { of: 'agent', prefix };
    return keyword === 'custom' ? { of: 'custom_value', name, prefix } : null;
  },
  dateKeywords: ['after', 'before'],
};

/** What can come at the caret, in the search box of calls. */
export const completeQueryText = (text: string, caret: number): QueryCompletion | null =>
  completeQuery(callQueries, text, caret);

/**
 * What can come at the caret: keywords that begin as the word does, or values of the
 * filter being typed. Null where nothing can, such as behind a finished word.
 *
 * @param caret place in the text, in UTF-16 units
 */
export function completeQuery(box: CompletableQuery, text: string, caret: number): QueryCompletion | null {
  const token = splitQueryText(text, box.keywords).find(({ start, end }) => start <= caret && caret <= end);
  if (token === undefined) return completeKeyword(box, '', caret, caret);
  const { keyword } = token;
  if (keyword === null) return completeWord(box, text, token, caret);
  if (box.keywords.named.has(keyword) && (!token.hasColon || caret < token.valueStart)) {
    return completeName(box, keyword, text, token, caret);
  }
  return caret < token.valueStart ? null : completeValue(box, keyword, text, token, caret);
}

/** The text after a choice was made, and where the caret goes. */
export function applyCompletion(
  text: string,
  completion: QueryCompletion,
  choice: string,
): { text: string; caret: number } {
  const { start, end, inserts, namedKeyword } = completion;
  const rest = text.slice(end);
  const inserted =
    inserts === 'keyword'
      ? choice
      : inserts === 'name'
        ? `${namedKeyword}.${writeValue(choice, ':')}:`
        : writeChoice(completion, choice);
  const space = inserts === 'value' && !rest.startsWith(' ') ? ' ' : '';
  const before = `${text.slice(0, start)}${inserted}${space}`;
  return { text: before + rest, caret: before.length + (space === '' && inserts === 'value' ? 1 : 0) };
}

/** `*` of the known choices means any value; a field's value that is `*` must be quoted. */
function writeChoice({ choices }: QueryCompletion, choice: string): string {
  return choices.includes(choice) ? choice : choice === '*' ? '"*"' : writeValue(choice);
}

const base = { namedKeyword: '', choices: [], ask: null, takesDate: false } as const;

function completeKeyword(
  { typedKeywords }: CompletableQuery,
  typed: string,
  start: number,
  end: number,
): QueryCompletion | null {
  const choices = typedKeywords.filter((keyword) => keyword.startsWith(typed.toLowerCase()));
  return choices.length === 0 ? null : { ...base, start, end, typed, inserts: 'keyword', choices };
}

function completeWord(
  box: CompletableQuery,
  text: string,
  { start, end }: QueryToken,
  caret: number,
): QueryCompletion | null {
  const typed = text.slice(start, caret);
  return caret === start || typed.startsWith('"') ? null : completeKeyword(box, typed, start, end);
}

function completeName(
  box: CompletableQuery,
  keyword: string,
  text: string,
  { start, end }: QueryToken,
  caret: number,
): QueryCompletion | null {
  const nameStart = start + keyword.length + 1;
  if (caret < nameStart) return completeKeyword(box, text.slice(start, caret), start, end);
  const typed = unquote(text.slice(nameStart, caret));
  const colon = text.slice(caret, end).indexOf(':');
  return {
    ...base,
    start,
    end: colon === -1 ? end : caret + colon + 1,
    typed,
    inserts: 'name',
    namedKeyword: keyword,
    choices: (box.names[`${keyword}.`] ?? []).filter((name) => name.startsWith(typed.toLowerCase())),
    ask: box.askName(keyword, typed),
  };
}

function completeValue(
  box: CompletableQuery,
  keyword: string,
  text: string,
  { valueStart, end, name }: QueryToken,
  caret: number,
): QueryCompletion {
  const typed = unquote(text.slice(valueStart, caret));
  const isNamed = box.keywords.named.has(keyword);
  const plain = typed.toLowerCase().replaceAll('-', '_');
  const known = (box.values[`${keyword}:`] ?? []).filter((value) => value.toLowerCase().startsWith(plain));
  return {
    ...base,
    start: valueStart,
    end,
    typed,
    inserts: 'value',
    choices: isNamed && typed === '' ? ['*'] : known,
    ask: box.askValue(keyword, name, typed),
    takesDate: box.dateKeywords.includes(keyword),
  };
}

const unquote = (typed: string): string =>
  typed.startsWith('"')
    ? typed
        .slice(1)
        .replace(/"$/, '')
        .replaceAll(/\\(["\\])/g, '$1')
    : typed;
