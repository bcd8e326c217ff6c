import { localWebhookUrl } from './app-status.ts';
import { writeRunningFile } from './running-file.ts';
import type { ServerStatus } from './webhook/webhook-server.ts';

/**
 * Tells where the app listens: once on standard output, and always in the running file.
 *
 * @param sendSample sends the documented event once the app listens; null for not
 */
export function createListeningTeller(userData: string, sendSample: (() => Promise<unknown>) | null) {
  let told = false;
  return (serverStatus: ServerStatus, token: string): void => {
    if (serverStatus.state !== 'listening') return;
    const url = localWebhookUrl(serverStatus.port, token);
    writeRunningFile(userData, url);
    if (told) return;
    told = true;
    process.stdout.write(`DialPop is listening: ${url}\n`);
    void sendSample?.();
  };
}
