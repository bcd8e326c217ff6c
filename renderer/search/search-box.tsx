import { LoaderCircle, Search as SearchIcon, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useState } from 'react';
import { applyCompletion } from '../../shared/complete-query-text.ts';
import { t } from '../../shared/i18n/translate.ts';
import { keyName } from '../actions/key-names.ts';
import { CompletionList } from './completion-list.tsx';
import type { AnyFilter } from './query-language.ts';
import { useCompletions } from './use-completions.ts';
import type { Search } from './use-search.ts';

interface Props<Filter extends AnyFilter> {
  search: Search<Filter>;
  input: RefObject<HTMLInputElement | null>;
  /** On to what was found. */
  onLeave: () => void;
}

/** The box things are found with: words and filters, completed as they are typed. */
export function SearchBox<Filter extends AnyFilter>({ search, input, onLeave }: Props<Filter>) {
  const { texts } = search.language;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [activeIndex, setActiveIndex] = useState(-1);
  const completions = useCompletions(search.language, search.typed, isOpen ? search.caret : null);
  const items = completions?.items ?? [];
  const active = items[activeIndex];
  useCaret(input, search);

  const type = (text: string, caret: number, isDone = false) => {
    setActiveIndex(-1);
    setOpen(!isDone && isWorthCompleting(text, caret));
    search.type(text, caret, isDone);
  };
  const choose = (index: number) => {
    const item = items[index];
    if (completions === null || item === undefined) return;
    const next = applyCompletion(search.typed, completions.completion, item.choice);
    setActiveIndex(-1);
    setOpen(completions.completion.inserts !== 'value');
    search.type(next.text, next.caret);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = handleKey(event.key, {
      hasItems: items.length > 0,
      activeIndex,
      isAtStart: event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0,
      hasText: search.typed !== '',
    });
    if (handled === null || (event.shiftKey && event.key === 'Tab')) return;
    if (handled !== 'removeLast') event.preventDefault();
    const last = search.filters.at(-1);
    const doIt: Record<typeof handled, () => void> = {
      next: () => setActiveIndex((activeIndex + 1) % items.length),
      previous: () => setActiveIndex((activeIndex <= 0 ? items.length : activeIndex) - 1),
      choose: () => choose(Math.max(activeIndex, 0)),
      open: () => setOpen(true),
      close: () => setOpen(false),
      finish: () => finish(),
      clear: () => {
        setOpen(false);
        search.clearText();
      },
      leave: onLeave,
      removeLast: () => {
        if (last !== undefined) search.remove(last);
      },
    };
    doIt[handled]();
  };
  const finish = () => {
    setOpen(false);
    const { text } = search.type(search.typed, search.caret, true);
    // A word that was searched for has been found by now; a filter may want another one.
    if (text === search.typed) onLeave();
  };

  return (
    <div className="search">
      <div className="search-box">
        {search.state.isSearching ? <LoaderCircle className="is-turning" aria-hidden /> : <SearchIcon aria-hidden />}
        <input
          ref={input}
          type="text"
          role="combobox"
          className="search-input"
          aria-label={texts.name}
          placeholder={texts.placeholder}
          aria-autocomplete="list"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={active === undefined ? undefined : `${id}-${activeIndex}`}
          aria-invalid={search.problems.length > 0}
          aria-describedby={search.problems.length > 0 ? `${id}-problem` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={search.typed}
          onChange={({ currentTarget }) => type(currentTarget.value, currentTarget.selectionStart ?? 0)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {search.typed === '' ? (
          <kbd className="search-key" aria-hidden>
            {keyName('Mod+F')}
          </kbd>
        ) : (
          <button
            type="button"
            className="icon-button"
            aria-label={t('search.clearText')}
            title={t('search.clearText')}
            onClick={() => {
              search.clearText();
              input.current?.focus();
            }}
          >
            <X aria-hidden />
          </button>
        )}
      </div>
      <CompletionList
        id={id}
        items={items}
        typed={completions?.completion.typed ?? ''}
        activeIndex={activeIndex}
        onChoose={choose}
      />
      {search.problems.length === 0 ? null : (
        <p className="field-error" id={`${id}-problem`} role="alert">
          {search.problems.map(({ message }) => message).join(' ')}
        </p>
      )}
    </div>
  );
}

/** Filters begin as words do, so only what has begun is completed without being asked to. */
function isWorthCompleting(text: string, caret: number): boolean {
  return caret > 0 && !/\s/.test(text.charAt(caret - 1));
}

/** A finished filter is taken out of the middle of the text: the caret must not jump to the end. */
function useCaret(input: RefObject<HTMLInputElement | null>, { typed, caret }: { typed: string; caret: number }): void {
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || document.activeElement !== element || element.value !== typed) return;
    if (element.selectionStart === element.selectionEnd && element.selectionStart !== caret) {
      element.setSelectionRange(caret, caret);
    }
  }, [input, typed, caret]);
}

type Command = 'next' | 'previous' | 'choose' | 'open' | 'close' | 'finish' | 'clear' | 'leave' | 'removeLast';

interface Situation {
  hasItems: boolean;
  activeIndex: number;
  isAtStart: boolean;
  hasText: boolean;
}

/** What a key does in the box; null for what it does everywhere. */
function handleKey(key: string, { hasItems, activeIndex, isAtStart, hasText }: Situation): Command | null {
  const withItems: Record<string, Command> = {
    ArrowDown: 'next',
    ArrowUp: 'previous',
    Tab: 'choose',
    Escape: 'close',
    Enter: activeIndex >= 0 ? 'choose' : 'finish',
  };
  const alone: Record<string, Command> = {
    ArrowDown: hasText ? 'leave' : 'open',
    Escape: hasText ? 'clear' : 'leave',
    Enter: 'finish',
  };
  if (key === 'Backspace') return isAtStart ? 'removeLast' : null;
  return (hasItems ? withItems[key] : alone[key]) ?? null;
}
