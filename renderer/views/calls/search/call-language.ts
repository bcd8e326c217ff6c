import type { CallFilter } from '../../../../shared/call-query.ts';
import { callKeywords, formatFilter, parseQueryText } from '../../../../shared/call-query-text.ts';
import { completeQueryText, type QueryCompletion } from '../../../../shared/complete-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { splitQueryText } from '../../../../shared/query-tokens.ts';
import type { QueryLanguage } from '../../../search/query-language.ts';
import { describeFilter, describeProblem } from './describe-filter.ts';

/** How calls are searched for. Made as it is shown: the language can change. */
export const callLanguage = (): QueryLanguage<CallFilter> => ({
  split: (text) => splitQueryText(text, callKeywords),
  parse: (text) => {
    const { query, problems } = parseQueryText(text);
    return { query, problems: problems.map((problem) => ({ ...problem, message: describeProblem(problem) })) };
  },
  format: formatFilter,
  complete: completeQueryText,
  describeChoice,
  describe: describeFilter,
  isSingle: ({ kind }) => kind === 'after' || kind === 'before',
  quickFilters: [{ kind: 'day', preset: 'today' }, { kind: 'unread' }],
  texts: {
    name: t('search.name'),
    placeholder: t('search.placeholder'),
    noMatch: t('noMatch.title'),
    noMatchWords: t('noMatch.text'),
    noMatchFilters: t('noMatch.textFilters'),
    showAll: t('noMatch.showAll'),
  },
});

function describeChoice(completion: QueryCompletion, choice: string, text: string): string {
  if (completion.inserts === 'keyword') return t(`keyword.${keywordName(choice)}`);
  if (choice === '*') return t('keyword.any');
  const typed = text.slice(0, completion.start).split(/\s/).at(-1) ?? '';
  const [filter] = parseQueryText(`${typed}${choice}`).query.filters;
  return filter === undefined ? '' : describeFilter(filter);
}

const keywordNames = ['agent', 'custom', 'after', 'before', 'day', 'is', 'popup'] as const;

function keywordName(keyword: string): (typeof keywordNames)[number] {
  return keywordNames.find((name) => keyword.startsWith(name)) ?? 'custom';
}
