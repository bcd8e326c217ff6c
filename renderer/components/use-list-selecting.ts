import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { isKey } from '../actions/keys.ts';
import type { ListItem, ListRows } from './list-rows.ts';
import { idsBetween, loadedIds, toggleId } from './list-selection.ts';

/** Where several items of a list can be selected. */
export interface SeveralSelected {
  /** The last one is the one to show. */
  ids: readonly number[];
  /** As many as can be. */
  most: number;
  onSelect: (ids: readonly number[]) => void;
}

interface Options {
  rows: ListRows<ListItem>;
  selectedId: number | null;
  several: SeveralSelected | undefined;
  /** Where the keys are. */
  activeId: number | null;
  /** Null where moving does not select. */
  onSelect: ((id: number) => void) | null;
  /** Told before anything is selected: which item will be shown. */
  onChosen: (id: number | null) => void;
}

/** What keys and clicks make of a list's selection: one item, or where `several` can be, any. */
export function useListSelecting({ rows, selectedId, several, activeId, onSelect, onChosen }: Options) {
  /** Where a range begins: what was chosen last by itself. */
  const anchorId = useRef(selectedId);
  const choose = ({ onSelect: selectSeveral }: SeveralSelected, ids: readonly number[]) => {
    onChosen(ids.at(-1) ?? null);
    selectSeveral(ids);
  };
  const extendTo = (id: number) => {
    if (several === undefined) return;
    anchorId.current ??= activeId ?? id;
    choose(several, idsBetween(rows, anchorId.current, id, several.most));
  };
  const toggle = (id: number) => {
    if (several === undefined) return;
    anchorId.current = id;
    choose(several, toggleId(several.ids, id, several.most));
  };
  return {
    extendTo,
    isSelected: (id: number): boolean => several?.ids.includes(id) ?? id === selectedId,
    moveTo(id: number): void {
      anchorId.current = id;
      if (onSelect === null) return;
      onChosen(id);
      onSelect(id);
    },
    /** Returns whether the click was about the selection. */
    takeClick({ shiftKey, ctrlKey, metaKey }: MouseEvent, id: number): boolean {
      if (several === undefined || !(shiftKey || ctrlKey || metaKey)) return false;
      if (shiftKey) extendTo(id);
      else toggle(id);
      return true;
    },
    /** Returns whether the key was about the selection: all that is loaded, one more or less, only the one on show. */
    takeKey(event: KeyboardEvent): boolean {
      const { key, ctrlKey, metaKey } = event;
      if (several === undefined) return false;
      const hasMod = ctrlKey || metaKey;
      if (hasMod && key.toLowerCase() === 'a') choose(several, loadedIds(rows, selectedId ?? activeId, several.most));
      else if (hasMod && key === ' ' && activeId !== null) toggle(activeId);
      else if (isKey(event, 'Escape') && several.ids.length > 1) choose(several, several.ids.slice(-1));
      else return false;
      return true;
    },
  };
}
