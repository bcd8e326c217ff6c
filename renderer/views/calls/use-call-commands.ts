import { useQueryClient } from '@tanstack/react-query';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { useAction } from '../../actions/use-action.ts';
import { bridge } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { describeNumber } from '../../format/caller.ts';
import { describeFailure } from '../../format/failure.ts';
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
  const { calls: finder } = useLists();
  const toast = useToast();

  /** What was shown before it was done is taken back where it could not be. */
  const attempt = async (id: number, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast({ text: describeFailure(error), tone: 'problem' });
      await client.invalidateQueries({ queryKey: callQuery(id).queryKey });
      await finder.applyChanges([id]);
    }
  };
  const show = (id: number, changes: Pick<CallDetail, 'isPinned'> | Pick<CallDetail, 'unread'>) => {
    client.setQueryData(callQuery(id).queryKey, (shown) => shown && { ...shown, ...changes });
    finder.change([id], (shown) => ({ ...shown, ...changes }));
  };
  const pin = (target: CallDetail) => {
    show(target.id, { isPinned: !target.isPinned });
    void attempt(target.id, () => togglePin(target));
  };
  const setUnread = ({ id, unread }: CallDetail) => {
    if (!unread) onKeepUnread(id);
    show(id, { unread: !unread });
    void attempt(id, () => bridge().setCallUnread({ id, unread: !unread }));
  };
  const remove = (target: CallDetail) => {
    const { id } = target;
    onGone(id);
    finder.remove([id]);
    void attempt(id, async () => {
      await bridge().deleteCalls({ ids: [id] });
      toast({
        text: t('call.deleted', { number: describeNumber(target).text }),
        undo: () =>
          void attempt(id, async () => {
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
  const copyNumber = async ({ number, callerid }: CallDetail, text: string) => {
    await bridge().copyText({ text });
    toast({ text: t('call.numberCopied', { number: describeNumber({ number, callerid }).text }) });
  };
  const number = call?.number ?? null;
  useAction('copyNumber', call === null || number === null ? null : () => void copyNumber(call, number));
  return {
    togglePin: withCall(pin) ?? (() => {}),
    toggleUnread: withCall(setUnread) ?? (() => {}),
    remove: withCall(remove) ?? (() => {}),
  };
}
