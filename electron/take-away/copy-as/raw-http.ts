import { carriedHeaders, type ExactRequest, textOfBytes } from '../exact-request.ts';

/**
 * A request as HTTP/1.1 writes it, to be sent over a connection as it is; null where it holds bytes that are no
 * text: on the clipboard they would become others.
 */
export function toRawHttp({ method, origin, target, headers, body }: ExactRequest): string | null {
  const hasLength = body.byteLength > 0 || !/^(GET|HEAD)$/.test(method);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    ...carriedHeaders(headers).map(([name, value]) => `${name}: ${value}`),
    ...(hasLength ? [`Content-Length: ${body.byteLength}`] : []),
    'Connection: close',
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return textOfBytes(Buffer.concat([head, body]));
}
