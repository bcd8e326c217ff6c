import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { historyReplaced } from '../../shared/history-words.ts';
import { type RequestName, requestChannels } from '../../shared/ipc-channels.ts';
import { type RequestArgument, type RequestResults, requestArguments } from '../../shared/ipc-contract.ts';
import { isOwnPage } from '../window/app-protocol.ts';

export type Handler<Name extends RequestName> = (
  argument: RequestArgument<Name>,
) => RequestResults[Name] | Promise<RequestResults[Name]>;

/** A handler for every request of the contract: leaving one out does not compile. */
export type Handlers = { [Name in RequestName]: Handler<Name> };

/** What acts on calls or requests by their numbers, which are those of one history. */
const actsByNumber: ReadonlySet<RequestName> = new Set([
  'markCallRead',
  'markAllCallsRead',
  'setCallUnread',
  'setCallPinned',
  'setCallNote',
  'deleteCalls',
  'restoreCalls',
  'openCallLink',
  'setRequestPinned',
  'replayRequests',
  'skipForward',
  'forwardRequest',
]);

/**
 * Answers a request of the window. The only way a handler is registered: the sender must
 * be the top frame of our own page, the argument must parse, and what acts by number must come from a page of the
 * history in use.
 *
 * @param isCurrentPage see `createPageHistory`
 */
export function handle<Name extends RequestName>(
  name: Name,
  handler: Handler<Name>,
  isCurrentPage: (page: unknown) => boolean = () => true,
): void {
  const schema = requestArguments[name];
  ipcMain.handle(requestChannels[name], (event, argument: unknown, page: unknown) => {
    if (!isTrustedSender(event)) throw new Error(`${name}: refused`);
    const parsed = schema.safeParse(argument);
    if (!parsed.success) throw new Error(`${name}: the argument is not valid`);
    // Every request counts: a page's first one tells which history it shows.
    const isCurrent = isCurrentPage(page);
    if (!isCurrent && actsByNumber.has(name)) throw new Error(historyReplaced);
    return handler(parsed.data as RequestArgument<Name>);
  });
}

function isTrustedSender({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}
