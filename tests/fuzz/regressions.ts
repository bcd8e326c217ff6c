import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { JsonObject } from '../../shared/json.ts';
import { endings, type FuzzRequest } from './fuzz-request.ts';

/** What once failed, as small as it could be made; replayed by an integration test for ever. */
export interface Regression {
  /** What did not hold. */
  failed: string;
  what: { kind: 'requests'; requests: FuzzRequest[] } | { kind: 'orders'; orders: JsonObject[][] };
}

const folder = fileURLToPath(new URL('regressions/', import.meta.url));

const base64 = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));
const jsonObject = z.record(z.string(), z.json());
const requestSchema = z.strictObject({
  origin: z.enum(['valid', 'mutated', 'raw']),
  bytes: base64,
  framed: z
    .strictObject({
      method: z.string(),
      isToWebhook: z.boolean(),
      query: z.string(),
      contentType: z.string().nullable(),
      contentEncoding: z.string().nullable(),
      body: base64,
    })
    .nullable(),
  expected: z
    .strictObject({
      legId: z.string(),
      leg: z.string(),
      type: z.string(),
      status: z.string(),
      kind: z.string(),
      conversationUuid: z.string().nullable(),
      fields: jsonObject,
    })
    .nullable(),
  ending: z.enum(endings),
});
const regressionSchema = z.strictObject({
  failed: z.string(),
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('requests'), requests: z.array(requestSchema) }),
    z.strictObject({ kind: z.literal('orders'), orders: z.array(z.array(jsonObject)) }),
  ]),
});

/** Saves a case beside the others. Returns its file. */
export function saveRegression(name: string, regression: Regression): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(regression, writeBytes, 2)}\n`);
  return file;
}

/** All saved cases; one that cannot be read is thrown. */
export function readRegressions(): { name: string; regression: Regression }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({
      name,
      regression: regressionSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    }));
}

/** A Buffer has turned itself into an object of numbers by the time a replacer sees it, so the holder is looked at. */
function writeBytes(this: unknown, name: string, value: unknown): unknown {
  const original = typeof this === 'object' && this !== null ? Reflect.get(this, name) : value;
  return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : value;
}
