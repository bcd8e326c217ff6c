import { z } from 'zod';

export const nothing = z.undefined();
export const id = z.int().positive();

/** Arguments of a list: `before` continues a page (its `next`), newest first. */
export const pageArguments = z.object({ before: id.nullable(), limit: z.int().min(1).max(200) });

/** Done, or why not in words. */
export type Result = { ok: true } | { ok: false; message: string };
