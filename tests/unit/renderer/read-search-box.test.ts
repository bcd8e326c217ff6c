import { describe, expect, test } from 'vitest';
import { readSearchBox } from '../../../renderer/search/read-search-box.ts';
import { callLanguage } from '../../../renderer/views/calls/search/call-language.ts';

const atEnd = (typed: string, isDone = false) => readSearchBox(callLanguage(), typed, typed.length, isDone);

describe('the search box', () => {
  test('searches for words as they are typed', () => {
    expect(atEnd('priya 47')).toMatchObject({ text: 'priya 47', words: 'priya 47', finished: [], problems: [] });
  });

  test('makes a filter of what a space ends, and goes on behind it', () => {
    expect(atEnd('gold agent:202 ')).toEqual({
      text: 'gold ',
      caret: 5,
      words: 'gold',
      finished: [{ kind: 'agent', agent: '202' }],
      problems: [],
    });
  });

  test('leaves a filter alone that is still being typed: it neither filters nor is it a word', () => {
    expect(atEnd('gold agent:20')).toMatchObject({ text: 'gold agent:20', words: 'gold', finished: [], problems: [] });
    expect(atEnd('gold after:2026-')).toMatchObject({ words: 'gold', finished: [], problems: [] });
  });

  test('finishes it on Enter', () => {
    expect(atEnd('agent:202', true)).toMatchObject({ text: '', finished: [{ kind: 'agent', agent: '202' }] });
  });

  test('takes several at once, as pasted, and keeps the caret where the person is', () => {
    const typed = 'agent:202 custom.ticket:4711 after:2026-11-01 priya';
    expect(readSearchBox(callLanguage(), typed, 29)).toMatchObject({
      text: 'priya',
      caret: 0,
      words: 'priya',
      finished: [
        { kind: 'agent', agent: '202' },
        { kind: 'custom_equals', name: 'ticket', value: '4711' },
        { kind: 'after', date: '2026-11-01' },
      ],
    });
  });

  test('tells a finished filter that cannot be, with its place in what is left', () => {
    const { text, problems } = atEnd('agent:202 after:2026-13-45 gold');
    expect(text).toBe('after:2026-13-45 gold');
    expect(problems).toMatchObject([{ reason: 'not_a_date', text: 'after:2026-13-45', start: 0 }]);
    expect(atEnd('is:', true).problems).toMatchObject([{ reason: 'value_missing' }]);
  });
});
