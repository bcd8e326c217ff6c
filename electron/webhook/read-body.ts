import type { IncomingMessage } from 'node:http';

export type BodyResult =
  | { status: 'read'; body: Uint8Array }
  | { status: 'compressed' | 'too_large' }
  /** The sender went away in the middle. */
  | { status: 'broken' };

/** How much of a body that nobody reads may still come before the connection ends. */
const maximumDiscardedBytes = 1024 * 1024;

/**
 * Reads a request's body to its exact bytes, never inflated. Ends as soon as it is known to be too
 * large or compressed; what still comes is for {@link discardBody}.
 *
 * @param beforeReading called once the body is wanted
 * @returns never rejects
 */
export function readBody(
  request: IncomingMessage,
  maximumBytes: number,
  beforeReading: () => void,
): Promise<BodyResult> {
  const { 'content-encoding': encoding, 'content-length': length } = request.headers;
  if (encoding !== undefined && !/^\s*identity\s*$/i.test(encoding)) {
    return Promise.resolve({ status: 'compressed' });
  }
  if (Number(length) > maximumBytes) return Promise.resolve({ status: 'too_large' });
  beforeReading();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (result: BodyResult): void => {
      request.off('data', take).off('end', whole).off('close', broken);
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maximumBytes) end({ status: 'too_large' });
      else chunks.push(chunk);
    };
    const whole = (): void => {
      const [first] = chunks;
      end({ status: 'read', body: chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks) });
    };
    const broken = (): void => end({ status: 'broken' });
    request.on('data', take).once('end', whole).once('close', broken);
  });
}

/**
 * Lets the rest of a refused request's body pass unread, so that its sender comes to read the answer and the
 * connection can be used again. Of one that is long or has no end only some: then the connection ends.
 */
export function discardBody(request: IncomingMessage): void {
  let left = maximumDiscardedBytes;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.socket.destroy();
  });
}
