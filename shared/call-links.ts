import { z } from 'zod';
import { isNeverOpened, schemePattern } from './link-schemes.ts';

/**
 * When a link is offered. `field` is a name as in a template: `to`, `agent`, `custom.ticket`.
 */
export const linkConditionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  z.object({ kind: z.literal('field_exists'), field: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('field_equals'), field: z.string().min(1).max(200), value: z.string().max(200) }),
]);
export type LinkCondition = z.infer<typeof linkConditionSchema>;

export const linkIdSchema = z.string().regex(/^[\w-]{1,64}$/);

/** A link to the CRM: `https://crm.example/contact?phone={{to}}&ticket={{custom.ticket}}`. */
export const linkTemplateSchema = z.object({
  id: linkIdSchema,
  name: z.string().trim().min(1).max(60),
  template: z.string().trim().min(1).max(2000),
  condition: linkConditionSchema,
});
export type LinkTemplate = z.infer<typeof linkTemplateSchema>;

/** A scheme besides http and https that links may have, without the colon. */
export const schemeSchema = z
  .string()
  .regex(schemePattern)
  .refine((scheme) => !isNeverOpened(scheme));

/** A link of one call: the address, or why there is none. */
export type CallLink =
  | { id: string; name: string; status: 'ready'; url: string }
  | { id: string; name: string; status: 'unavailable'; reason: string };
