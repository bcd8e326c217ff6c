import { useEffect } from 'react';
import type { SavedMessage } from '../../shared/composer/draft.ts';
import { createKeptDrafts, useLastDeleted } from '../hooks/kept-drafts.ts';
import { putBack } from '../hooks/put-back.ts';
import { useSettingsChange } from '../hooks/use-settings-change.ts';

/** A message that was deleted, for as long as that can be taken back. */
interface Deleted {
  message: SavedMessage;
  /** Its place in the list. */
  index: number;
}

const deletions = createKeptDrafts<Deleted>();

/** What can be done with saved messages; each is saved at once. */
export function useSavedMessages() {
  const { failure, isSaved, change } = useSettingsChange();
  const { deleted, isFresh, noteDeleted, forget } = useLastDeleted(deletions);
  const changeOne = (id: string, toNext: (message: SavedMessage) => SavedMessage) =>
    change(({ savedMessages }) => ({
      savedMessages: savedMessages.map((message) => (message.id === id ? toNext(message) : message)),
    }));
  return {
    failure,
    /** For a moment after a change. */
    isSaved,
    deleted,
    /** It was deleted just now. */
    isFresh,
    save: (message: SavedMessage) => change(({ savedMessages }) => ({ savedMessages: [...savedMessages, message] })),
    update: (id: string, changed: Pick<SavedMessage, 'draft' | 'hasNewIds'>) =>
      changeOne(id, (message) => ({ ...message, ...changed })),
    rename: (id: string, name: string) => changeOne(id, (message) => ({ ...message, name })),
    remove: async (message: SavedMessage): Promise<void> => {
      let index = 0;
      const isDone = await change(({ savedMessages }) => {
        index = savedMessages.findIndex(({ id }) => id === message.id);
        return { savedMessages: savedMessages.filter(({ id }) => id !== message.id) };
      });
      if (isDone) noteDeleted({ message, index });
    },
    undo: async ({ message, index }: Deleted): Promise<void> => {
      const isDone = await change(({ savedMessages }) => ({
        savedMessages: putBack(savedMessages, index, message),
      }));
      if (isDone) forget();
    },
  };
}

/** What has the focus goes away: what came in its place takes it. */
export function useFocusWhenShown(isShown: boolean, find: () => HTMLElement | null | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when it is shown
  useEffect(() => {
    if (isShown) find()?.focus();
  }, [isShown]);
}
