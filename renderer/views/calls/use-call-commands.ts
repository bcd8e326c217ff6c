import { useQueryClient } from '@tanstack/react-query';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { useAction } from '../../actions/use-action.ts';
import { bridge } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { describeNumber } from '../../format/caller.ts';
import { useCopy } from '../../hooks/use-copy.ts';
import { useLists } from '../../live/lists.tsx';
import { callQuery } from '../../live/queries.ts';
import { togglePin } from './call-commands.ts';

/** What can be done with the call on show. */
export interface CallCommands {
  togglePin: () => void;
  toggleUnread: () => void;
  remove: () => void;
}

interface Options {
  /** Null while none is on show. */
  call: CallDetail | null;
  /** The person wants it unread: looking at it now does not count. */
  onKeepUnread: (id: number) => void;
  /** The call is about to go away. */
  onGone: (id: number) => void;
  /** The call is there again. */
  onRestored: (id: number) => void;
}

/** Binds what can be done with a call to its keys; the buttons do the same. */
export function useCallCommands({ call, onKeepUnread, onGone, onRestored }: Options): CallCommands {
  const client = useQueryClient();
  const { finder } = useLists();
  const toast = useToast();
  const { copy } = useCopy();

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), tone: 'problem' });
    }
  };
  const show = (id: number, changes: Pick<CallDetail, 'isPinned'> | Pick<CallDetail, 'unread'>) => {
    client.setQueryData(callQuery(id).queryKey, (shown) => shown && { ...shown, ...changes });
    finder.change([id], (shown) => ({ ...shown, ...changes }));
  };
  const pin = (target: CallDetail) => {
    show(target.id, { isPinned: !target.isPinned });
    void attempt(() => togglePin(target));
  };
  const setUnread = ({ id, unread }: CallDetail) => {
    if (!unread) onKeepUnread(id);
    show(id, { unread: !unread });
    void attempt(() => bridge().setCallUnread({ id, unread: !unread }));
  };
  const remove = ({ id, number }: CallDetail) => {
    onGone(id);
    finder.remove([id]);
    void attempt(async () => {
      await bridge().deleteCalls({ ids: [id] });
      toast({
        text: t('call.deleted', { number: describeNumber(number).text }),
        undo: () =>
          void attempt(async () => {
            await bridge().restoreCalls({ ids: [id] });
            onRestored(id);
          }),
      });
    });
  };
  const withCall = (work: (target: CallDetail) => void) => (call === null ? null : () => work(call));
  useAction('pin', withCall(pin));
  useAction('toggleUnread', withCall(setUnread));
  useAction('deleteCall', withCall(remove));
  const number = call?.number ?? null;
  useAction('copyNumber', number === null ? null : () => copy(number));
  return {
    togglePin: withCall(pin) ?? (() => {}),
    toggleUnread: withCall(setUnread) ?? (() => {}),
    remove: withCall(remove) ?? (() => {}),
  };
}
