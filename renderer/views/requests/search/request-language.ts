import { type CompletableQuery, completeQuery, type QueryCompletion } from '../../../../shared/complete-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { splitQueryText } from '../../../../shared/query-tokens.ts';
import type { RequestFilter } from '../../../../shared/request-query.ts';
import {
  formatRequestFilter,
  parseRequestQueryText,
  requestFilterKeywords,
  requestKeywords,
  requestKeywordValues,
} from '../../../../shared/request-query-text.ts';
import type { QueryLanguage } from '../../../search/query-language.ts';
import { describeRequestFilter, describeRequestProblem } from './describe-request-filter.ts';

/** Headers and fields one looks for; any other can be typed. */
const usualNames = {
  'header.': ['content-type', 'host', 'user-agent', 'x-forwarded-for', 'x-forwarded-host'],
  'field.': ['to', 'user', 'status', 'leg', 'type', 'direction', 'callerid', 'cmiuuid', 'conversation_uuid', 'custom'],
} as const;

const requestQueries: CompletableQuery = {
  keywords: requestKeywords,
  typedKeywords: requestFilterKeywords,
  values: requestKeywordValues,
  names: usualNames,
  askName: () => null,
  askValue: () => null,
  dateKeywords: [],
};

/** How requests are searched for. Made as it is shown: the language can change. */
export const requestLanguage = (): QueryLanguage<RequestFilter> => ({
  split: (text) => splitQueryText(text, requestKeywords),
  parse: (text) => {
    const { query, problems } = parseRequestQueryText(text);
    return { query, problems: problems.map((problem) => ({ ...problem, message: describeRequestProblem(problem) })) };
  },
  format: formatRequestFilter,
  complete: (text, caret) => completeQuery(requestQueries, text, caret),
  describeChoice,
  describe: describeRequestFilter,
  isSingle: () => false,
  quickFilters: [{ kind: 'outcome', outcome: 'refused' }, { kind: 'pinned' }],
  texts: {
    name: t('requests.search'),
    placeholder: t('requests.searchPlaceholder'),
    noMatch: t('requests.noMatch'),
    noMatchWords: t('requests.noMatchWords'),
    noMatchFilters: t('noMatch.textFilters'),
    showAll: t('requests.showAll'),
  },
});

function describeChoice(completion: QueryCompletion, choice: string, text: string): string {
  if (completion.inserts === 'name') return '';
  if (completion.inserts === 'keyword') {
    const keyword = requestFilterKeywords.find((known) => known === choice);
    return keyword === undefined ? '' : t(`requestKeyword.${keywordName(keyword)}`);
  }
  if (choice === '*') return t('keyword.any');
  const typed = text.slice(0, completion.start).split(/\s/).at(-1) ?? '';
  const [filter] = parseRequestQueryText(`${typed}${choice}`).query.filters;
  return filter === undefined ? '' : describeRequestFilter(filter);
}

type KeywordName = 'outcome' | 'reason' | 'method' | 'kind' | 'from' | 'status' | 'header' | 'field' | 'is';

/** Every keyword is its name and a colon or a dot. */
const keywordName = (keyword: (typeof requestFilterKeywords)[number]): KeywordName =>
  keyword.slice(0, -1) as KeywordName;
