import { z } from 'zod';
import { requestQuerySchema } from '../request-query.ts';
import { id, nothing, type Result } from './common.ts';
import { requestIds } from './requests.ts';

export const copyFormats = ['curl', 'fetch', 'python', 'raw_http'] as const;
export type CopyFormat = (typeof copyFormats)[number];

export const requestFileFormats = ['har', 'jsonl'] as const;
export type RequestFileFormat = (typeof requestFileFormats)[number];

/** Which requests are exported. */
export const exportedRequestsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('some'), ids: requestIds }).strict(),
  z.object({ kind: z.literal('found'), query: requestQuerySchema }).strict(),
]);
export type ExportedRequests = z.infer<typeof exportedRequestsSchema>;

/** Taking requests out of DialPop, and reading them from files. `withToken`: the token is in it, and not a placeholder. */
export const takeAwayArguments = {
  /** Puts a request on the clipboard, in the words of a program that sends it. */
  copyRequestAs: z.object({ id, format: z.enum(copyFormats), withToken: z.boolean() }).strict(),
  /** Asks for the file in the system's own dialog and goes on as a job. */
  exportRequests: z
    .object({ requests: exportedRequestsSchema, format: z.enum(requestFileFormats), withToken: z.boolean() })
    .strict(),
  /** Asks for the file in the system's own dialog and stores every request that can be read from it, all or nothing. */
  importRequests: nothing,
  /** Removes what the last import stored. */
  removeLastImport: nothing,
} satisfies Record<string, z.ZodType>;

/**
 * Why an entry of a file was left out. `no_json`: a line is not a JSON object. `no_request`: an entry has no request, or
 * one that is not HTTP. `no_method` and `no_address`: the request has none that HTTP knows. `body_unreadable`: said to
 * be base64, but is not. `body_too_large`: larger than the listener accepts.
 */
export const skipReasons = [
  'no_json',
  'no_request',
  'no_method',
  'no_address',
  'body_unreadable',
  'body_too_large',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** An entry of a file that was left out. */
export interface SkippedEntry {
  /** From zero: in a HAR's `log.entries`, or among the lines of JSON Lines. */
  index: number;
  reason: SkipReason;
}

/** What was read from a file. */
export interface ImportedFile {
  /** Its name without the folder. */
  file: string;
  format: RequestFileFormat;
  imported: number;
  /** How many of them lack a part that could not be read. */
  partial: number;
  skipped: SkippedEntry[];
}

export interface TakeAwayResults {
  copyRequestAs: Result;
  /** Ok also where the person left the dialog: then nothing has begun. */
  exportRequests: Result;
  /** Without `imported` where the person left the dialog. */
  importRequests:
    | { ok: true; imported: ImportedFile | null }
    /** `left`: how many were stored before the failure, and could not be removed again. */
    | { ok: false; message: string; left?: number };
  /** How many requests went. */
  removeLastImport: number;
}
