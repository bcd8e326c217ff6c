/**
 * Reads requests from a file: HAR, from whatever program, or DialPop's own JSON Lines.
 *
 * Posture: the file may be from anybody. Its size, the depth of its JSON, and the number and size of its requests are
 * bounded before anything is made of them; only what a schema names is looked at; one request that is not as it
 * should be refuses the whole file, so that nothing is half imported.
 */
import { readFileSync, statSync } from 'node:fs';
import type { SkipReason } from '../../shared/ipc/take-away.ts';
import { messageOf } from '../error-message.ts';
import type { ImportedRequest } from '../history/request-writer.ts';
import { type Found, UnsoundError } from '../take-away/files/found-request.ts';
import { readHar } from '../take-away/files/read-har.ts';
import { readRequestLines } from '../take-away/files/read-request-lines.ts';
import type { DataTasks } from './data-task.ts';
import { RefusedError, type TaskControl } from './task-control.ts';

const maximumFileBytes = 64 * 1024 * 1024;
const maximumRequests = 10_000;
/** Lists and objects in one another; a HAR's own go to about ten. */
const maximumDepth = 64;

export function readRequestFile(
  { file, token }: DataTasks['readRequestFile']['argument'],
  control: TaskControl,
): DataTasks['readRequestFile']['result'] {
  if (statSync(file).size > maximumFileBytes) throw new RefusedError('file_too_large', file);
  const text = decode(readFileSync(file));
  const requests: ImportedRequest[] = [];
  const skipped = new Map<SkipReason, number>();
  const skip = (reason: SkipReason) => skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  try {
    let count = 0;
    for (const found of readAny(text, token)) {
      control.checkCancelled();
      count += 1;
      if (count > maximumRequests) throw new RefusedError('too_many_requests', file);
      if (typeof found === 'string') skip(found);
      else requests.push(found);
    }
  } catch (error) {
    if (error instanceof UnsoundError) throw new RefusedError('unsound_request', error.place);
    throw error;
  }
  return { requests, skipped: [...skipped].map(([reason, number]) => ({ reason, count: number })) };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new RefusedError('no_request_file', messageOf(error));
  }
}

/** A file whose first line is a whole object of its own is JSON Lines; a HAR on one line is told by its name for itself. */
function readAny(text: string, token: string): Iterable<Found> {
  checkDepth(text);
  const end = text.indexOf('\n');
  const first = parse(end === -1 ? text : text.slice(0, end));
  if (isObject(first) && !Object.hasOwn(first, 'log')) return readRequestLines(text, token);
  const har = first ?? parse(text);
  if (!isObject(har) || !Object.hasOwn(har, 'log')) throw new RefusedError('no_request_file', '');
  return readHar(har, token);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts what is open, outside of texts, before anything walks through it. */
function checkDepth(text: string): void {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const mark = text[index];
    if (mark === '"') index = endOfText(text, index);
    else if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > maximumDepth) throw new RefusedError('no_request_file', 'too deep');
  }
}

/** Where the text ends that begins here. */
function endOfText(text: string, begin: number): number {
  let index = begin + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
