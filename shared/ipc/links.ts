import { z } from 'zod';
import { type CallLink, linkIdSchema } from '../call-links.ts';
import { id, type Result } from './common.ts';

/** Ways out to the system: the CRM's links, and addresses in custom fields. All are checked in the main process. */
export const linkArguments = {
  /** The links whose condition holds for a call. */
  listCallLinks: z.object({ id }).strict(),
  openCallLink: z.object({ callId: id, linkId: linkIdSchema }).strict(),
  /** A link, e-mail address or telephone number out of a custom field. */
  openValue: z.object({ kind: z.enum(['link', 'email', 'phone']), value: z.string().min(1).max(4000) }).strict(),
} satisfies Record<string, z.ZodType>;

export interface LinkResults {
  listCallLinks: CallLink[];
  openCallLink: Result;
  openValue: Result;
}
