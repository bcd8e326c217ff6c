/**
 * Imports files for `npm run import`, so that the app itself stores them and the window shows them at once.
 *
 * Posture: reachable from the internet through the tunnel like everything here, and only answers a sender that has both
 * the token and this run's key, which are in `running.json` (mode 0600). All others get the 404 of any unknown path.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../shared/json.ts';
import { type ImportAnswer, importAnswerSchema } from '../take-away/import-answer.ts';
import { isWebhookPath } from './authenticate.ts';
import { type OwnSends, ownSendHeader } from './own-sends.ts';
import { readBody } from './read-body.ts';

/** The address below a webhook URL that asks the running app to import a file. */
export const importUrl = (webhookUrl: string): string => `${webhookUrl}/import`;

/** Longest body in bytes: it holds a path. */
const maximumBodyBytes = 64 * 1024;
const requestSchema = z.object({ file: z.string().refine(isAbsolute) });

export interface ImportRouteOptions {
  getToken: () => string;
  ownSends: Pick<OwnSends, 'isKey'>;
  /** Never rejects. */
  importFile: (file: string) => Promise<ImportAnswer>;
}

/** @returns answers such a request and returns true; false for any other */
export function createImportRoute({ getToken, ownSends, importFile }: ImportRouteOptions) {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const read = await readBody(request, maximumBodyBytes, () => {});
    const wanted = requestSchema.safeParse(
      read.status === 'read' ? parseJson(new TextDecoder().decode(read.body)) : null,
    );
    if (!wanted.success) {
      response.writeHead(400).end();
      return;
    }
    // No data moves on this connection while a large file is read.
    request.socket.setTimeout(0);
    const outcome = importAnswerSchema.parse(await importFile(wanted.data.file));
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(outcome));
  };

  return (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    const [, webhookPath] = /^(\/hook\/[0-9a-f]{32})\/import$/.exec(path) ?? [];
    const key = request.headers[ownSendHeader];
    if (request.method !== 'POST' || webhookPath === undefined || typeof key !== 'string') return false;
    if (!isWebhookPath(webhookPath, getToken()) || !ownSends.isKey(key)) return false;
    void answer(request, response);
    return true;
  };
}
