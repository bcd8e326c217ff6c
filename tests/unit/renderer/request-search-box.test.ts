import { describe, expect, test } from 'vitest';
import { readSearchBox } from '../../../renderer/search/read-search-box.ts';
import { requestLanguage } from '../../../renderer/views/requests/search/request-language.ts';
import { applyCompletion } from '../../../shared/complete-query-text.ts';

const language = requestLanguage();
const read = (typed: string) => readSearchBox(language, typed, typed.length, false);
const complete = (typed: string) => language.complete(typed, typed.length);

describe('the search box of requests', () => {
  test('makes filters of its own keywords, and words of those of calls', () => {
    expect(read('outcome:refused header.user-agent:curl agent:202 ')).toMatchObject({
      words: 'agent:202',
      finished: [
        { kind: 'outcome', outcome: 'refused' },
        { kind: 'header', name: 'user-agent', value: 'curl' },
      ],
      problems: [],
    });
  });

  test('says what is wrong with a filter, and what would be right', () => {
    expect(read('status:often ').problems.map(({ message }) => message)).toEqual([
      '“status:often” needs a status, as 400 or 4xx.',
    ]);
    expect(read('outcome:lost ').problems[0]?.message).toContain('accepted');
  });

  test('completes keywords, values and usual names', () => {
    expect(complete('out')?.choices).toEqual(['outcome:']);
    expect(complete('outcome:r')?.choices).toEqual(['refused']);
    expect(complete('method:p')?.choices).toEqual(['POST']);
    const name = complete('header.user');
    expect(name).toMatchObject({ inserts: 'name', choices: ['user-agent'], ask: null });
    expect(name && applyCompletion('header.user', name, 'user-agent')).toEqual({
      text: 'header.user-agent:',
      caret: 'header.user-agent:'.length,
    });
    expect(complete('field.to:')?.choices).toEqual(['*']);
  });

  test('names each choice in words', () => {
    const completion = complete('kind:c');
    expect(completion && language.describeChoice(completion, 'cdr', 'kind:c')).toBe('Call record');
    const keyword = complete('fro');
    expect(keyword && language.describeChoice(keyword, 'from:', 'fro')).toBe('who sent it, as from:replayed');
  });
});
