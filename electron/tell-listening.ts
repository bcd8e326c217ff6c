import { localWebhookUrl } from './app-status.ts';
import { writeRunningFile } from './running-file.ts';
import type { ServerStatus } from './webhook/webhook-server.ts';

export interface ListeningTellerOptions {
  userData: string;
  /** By which what the command-line tools send is known. */
  key: string;
  /** Sends the documented event once the app listens; null for not. */
  sendSample: (() => void) | null;
  /** The running file could not be written, as on a full disk; only the command-line tools miss it. */
  reportError: (error: unknown) => void;
}

/** Tells where the app listens: once on standard output, and always in the running file. Never throws. */
export function createListeningTeller({ userData, key, sendSample, reportError }: ListeningTellerOptions) {
  let told = false;
  return (serverStatus: ServerStatus, token: string): void => {
    if (serverStatus.state !== 'listening') return;
    const url = localWebhookUrl(serverStatus.port, token);
    try {
      writeRunningFile(userData, { url, key });
    } catch (error) {
      reportError(error);
    }
    if (told) return;
    told = true;
    process.stdout.write(`DialPop is listening: ${url}\n`);
    sendSample?.();
  };
}
