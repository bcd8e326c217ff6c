import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** An HTTP answer whose body was read as text, up to a limit. */
export interface TextAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Gets a text over a connection of its own: no keep-alive, no redirects followed, no
 * cookies, and never more of the body than asked for.
 *
 * @param maximumBytes of the body; what is longer is cut there
 * @returns rejects with the system's error, or when `signal` is aborted
 */
export function getText(url: string, signal: AbortSignal, maximumBytes: number): Promise<TextAnswer> {
  const options: RequestOptions = {
    agent: false,
    signal,
    // A service's page for browsers is not what TeleCMI gets, so no browser is pretended.
    headers: { accept: 'text/plain, */*', 'user-agent': 'DialPop', connection: 'close' },
  };
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = () => {
        const body = Buffer.concat(chunks).subarray(0, maximumBytes).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes < maximumBytes) return;
        finish();
        response.destroy();
      });
      response.on('end', finish);
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end();
  });
}
