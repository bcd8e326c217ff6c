/**
 * Reads requests from a file: HAR, from whatever program, or DialPop's own JSON Lines.
 *
 * Posture: the file may be from anybody. Its size, the depth of its JSON, and the number and size of its requests are
 * bounded before anything is made of them; only what a schema names is looked at. What is only shown is read as far as
 * it goes; an entry of which no request can be made is left out, with its reason, and costs none of the others.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { SkippedEntry } from '../../shared/ipc/take-away.ts';
import type { ImportedRequest } from '../history/request-writer.ts';
import { parseBounded } from '../take-away/files/bounded-json.ts';
import { type Found, isRecord } from '../take-away/files/found-request.ts';
import { isHar, readHar } from '../take-away/files/read-har.ts';
import { isRequestLine, readRequestLines } from '../take-away/files/read-request-lines.ts';
import type { DataTasks } from './data-task.ts';
import { RefusedError, type TaskControl } from './task-control.ts';

const maximumFileBytes = 64 * 1024 * 1024;
const maximumRequests = 10_000;

type RequestFile = DataTasks['readRequestFile']['result'];

/**
 * The requests of a file, and what of it was left out.
 *
 * @throws RefusedError where nothing of the file can be used; errors of the file system as they are
 */
export function readRequestFile(
  { file, token }: DataTasks['readRequestFile']['argument'],
  control: TaskControl,
): RequestFile {
  const { bytes, modifiedAt } = readBounded(file);
  const { format, entries } = readAny(decode(bytes), file, token, modifiedAt);
  const requests: ImportedRequest[] = [];
  const skipped: SkippedEntry[] = [];
  let partial = 0;
  let index = -1;
  for (const found of entries) {
    control.checkCancelled();
    index += 1;
    if (found === null) continue;
    if (requests.length + skipped.length === maximumRequests) throw new RefusedError('too_many_requests', file);
    if ('skipped' in found) {
      skipped.push({ index, reason: found.skipped });
    } else {
      requests.push(found.request);
      if (found.isPartial) partial += 1;
    }
  }
  return { format, requests, skipped, partial };
}

/** A file's bytes; one that grows meanwhile is read no further than it may. */
function readBounded(file: string): { bytes: Buffer; modifiedAt: number } {
  // Nothing is waited for: a pipe that nobody writes to would never open.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = fstatSync(descriptor);
    const { size, mtimeMs } = facts;
    if (!facts.isFile()) throw new RefusedError('not_a_file', file);
    if (size > maximumFileBytes) throw new RefusedError('file_too_large', file);
    const bytes = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const count = readSync(descriptor, bytes, read, size - read, null);
      if (count === 0) break;
      read += count;
    }
    return { bytes: bytes.subarray(0, read), modifiedAt: Math.trunc(mtimeMs) };
  } finally {
    closeSync(descriptor);
  }
}

/** UTF-8, or UTF-16 by its mark or its zeros. What is neither is read byte for byte, as older Windows programs write. */
function decode(bytes: Buffer): string {
  const [first = 1, second = 1] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return swapPairs(bytes).toString('utf16le', 2);
  if (first !== 0 && second === 0) return bytes.toString('utf16le');
  if (first === 0 && second !== 0) return swapPairs(bytes).toString('utf16le');
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : bytes.toString('latin1');
}

const swapPairs = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - (bytes.length % 2)).swap16();

/** A JSON text as a whole is a HAR; anything else may be JSON Lines, where one line at least is a request's. */
function readAny(
  text: string,
  file: string,
  token: string,
  modifiedAt: number,
): { format: RequestFile['format']; entries: Iterable<Found | null> } {
  const whole = parseBounded(text);
  if (isHar(whole)) return { format: 'har', entries: readHar(whole, token, modifiedAt) };
  const mayBeLines = whole === undefined || (isRecord(whole) && !text.trim().includes('\n'));
  if (!mayBeLines || !someLine(text, isRequestLine)) throw new RefusedError('no_request_file', file);
  return { format: 'jsonl', entries: readRequestLines(text, token, modifiedAt) };
}

function someLine(text: string, isWanted: (line: string) => boolean): boolean {
  let begin = 0;
  while (begin < text.length) {
    const end = text.indexOf('\n', begin);
    if (isWanted(text.slice(begin, end === -1 ? text.length : end))) return true;
    if (end === -1) return false;
    begin = end + 1;
  }
  return false;
}
