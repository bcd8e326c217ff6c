import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { useAction } from '../../actions/use-action.ts';
import { bridge } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { describeNumber } from '../../format/caller.ts';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { useLatestCallback } from '../../hooks/use-latest-callback.ts';
import { useLists } from '../../live/lists.tsx';
import { callQuery } from '../../live/queries.ts';
import { describePinFailure, togglePin } from './call-commands.ts';

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
  const attempt = useAttempt();

  /** Shows a call's true state again. */
  const takeBack = async (id: number) => {
    await client.invalidateQueries({ queryKey: callQuery(id).queryKey });
    await finder.applyChanges([id]);
  };
  const show = (id: number, changes: Pick<CallDetail, 'isPinned'> | Pick<CallDetail, 'unread'>) => {
    client.setQueryData(callQuery(id).queryKey, (shown) => shown && { ...shown, ...changes });
    finder.change([id], (shown) => ({ ...shown, ...changes }));
  };
  const pin = (target: CallDetail) => {
    show(target.id, { isPinned: !target.isPinned });
    attempt(() => togglePin(target), {
      failed: (reason) => describePinFailure(target, reason),
      takeBack: () => takeBack(target.id),
    });
  };
  const setUnread = ({ id, unread }: CallDetail) => {
    if (!unread) onKeepUnread(id);
    show(id, { unread: !unread });
    attempt(() => bridge().setCallUnread({ id, unread: !unread }), {
      failed: (reason) => t(unread ? 'call.failed.read' : 'call.failed.unread', { reason }),
      takeBack: () => takeBack(id),
    });
  };
  const restore = (id: number) =>
    attempt(
      async () => {
        await bridge().restoreCalls({ ids: [id] });
        onRestored(id);
      },
      // Offered again: nothing else brings the call back.
      { failed: (reason) => t('call.failed.restore', { reason }), undo: () => restore(id) },
    );
  const remove = (target: CallDetail) => {
    const { id } = target;
    onGone(id);
    finder.remove([id]);
    attempt(
      async () => {
        await bridge().deleteCalls({ ids: [id] });
        toast({ text: t('call.deleted', { number: describeNumber(target).text }), undo: () => restore(id) });
      },
      {
        failed: (reason) => t('call.failed.delete', { reason }),
        takeBack: () => takeBack(id),
      },
    );
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
  useAction('copyNumber', call === null || number === null ? null : () => attempt(() => copyNumber(call, number)));
  const runPin = useLatestCallback(withCall(pin) ?? (() => {}));
  const runUnread = useLatestCallback(withCall(setUnread) ?? (() => {}));
  const runRemove = useLatestCallback(withCall(remove) ?? (() => {}));
  return useMemo(
    () => ({ togglePin: runPin, toggleUnread: runUnread, remove: runRemove }),
    [runPin, runUnread, runRemove],
  );
}
