/**
 * Reads requests from a file: HAR, from whatever program, or DialPop's own JSON Lines.
 *
 * Posture: the file may be from anybody. Its size, the depth of its JSON, and the number and size of its requests are
 * bounded before anything is built from them; only what a schema names is looked at. What is only shown is read as far
 * as possible; an entry that cannot become a request is left out with its reason, without affecting the others.
 */
import { isUtf8 } from 'node:buffer';
import type { SkippedEntry } from '../../shared/ipc/take-away.ts';
import { decodeUtf16, readBoundedFile } from '../bounded-file.ts';
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
 * The requests of a file, and which of its entries were left out.
 *
 * @throws RefusedError if nothing in the file can be used; errors of the file system unchanged
 */
export function readRequestFile(
  { file, token }: DataTasks['readRequestFile']['argument'],
  control: TaskControl,
): RequestFile {
  const { text, modifiedAt } = readText(file);
  const { format, entries } = readAny(text, file, token, modifiedAt);
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

function readText(file: string): { text: string; modifiedAt: number } {
  const found = readBoundedFile(file, maximumFileBytes);
  if (found.status !== 'read') throw new RefusedError(found.status, file);
  return { text: decode(found.bytes), modifiedAt: Math.trunc(found.stats.mtimeMs) };
}

/** UTF-16 or UTF-8; anything else byte by byte, as older Windows programs write. */
const decode = (bytes: Buffer): string =>
  decodeUtf16(bytes) ?? (isUtf8(bytes) ? new TextDecoder().decode(bytes) : bytes.toString('latin1'));

/** A text that is JSON may be a HAR; any other may be JSON Lines, if at least one line is a request's. */
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
