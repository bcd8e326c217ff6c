import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type RequestName, requestChannels } from '../../shared/ipc-channels.ts';
import { type RequestArgument, type RequestResults, requestArguments } from '../../shared/ipc-contract.ts';
import { isOwnPage } from '../window/app-protocol.ts';

export type Handler<Name extends RequestName> = (
  argument: RequestArgument<Name>,
) => RequestResults[Name] | Promise<RequestResults[Name]>;

/** A handler for every request of the contract: leaving one out does not compile. */
export type Handlers = { [Name in RequestName]: Handler<Name> };

/**
 * Answers a request of the window. The only way a handler is registered: the sender must
 * be the top frame of our own page, and the argument must parse.
 */
export function handle<Name extends RequestName>(name: Name, handler: Handler<Name>): void {
  const schema = requestArguments[name];
  ipcMain.handle(requestChannels[name], (event, argument: unknown) => {
    if (!isTrustedSender(event)) throw new Error(`${name}: refused`);
    const parsed = schema.safeParse(argument);
    if (!parsed.success) throw new Error(`${name}: the argument is not valid`);
    return handler(parsed.data as RequestArgument<Name>);
  });
}

function isTrustedSender({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}
