import { request as httpRequest } from 'node:http';
import { parseJson } from '../../../shared/json.ts';
import { messageOf } from '../../error-message.ts';
import type { Running } from '../../running-file.ts';
import { type ImportAnswer, importAnswerSchema } from '../../take-away/import-answer.ts';
import { importUrl } from '../../webhook/import-route.ts';
import { ownSendHeader } from '../../webhook/own-sends.ts';

/**
 * Has the running app import a file, so that its window shows the requests at once.
 *
 * @param file its absolute path
 * @returns null if nothing listens there: the app that wrote `running.json` has ended
 * @throws Error with a sentence, if it is unknown what became of the file
 */
export async function importInApp({ url, key = '' }: Running, file: string): Promise<ImportAnswer | null> {
  const answer = await post(importUrl(url), { [ownSendHeader]: key }, JSON.stringify({ file }));
  if (answer === null) return null;
  const outcome = importAnswerSchema.safeParse(parseJson(answer.body));
  if (answer.status === 200 && outcome.success) return outcome.data;
  throw new Error(`The running DialPop accepts no files (it answered ${answer.status}). Restart it and try again.`);
}

function post(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    });
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'ECONNREFUSED') resolve(null);
      else reject(new Error(`DialPop ended before it said what became of the file: ${messageOf(error)}`));
    };
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.once('error', fail);
    });
    request.once('error', fail);
    request.end(body);
  });
}
