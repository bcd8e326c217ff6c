import { z } from 'zod';
import { linkIdSchema } from './call-links.ts';

/** What a click on a popup, or on one of its buttons, does. */
export const popupActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open_window') }),
  z.object({ kind: z.literal('open_link'), linkId: linkIdSchema }),
  z.object({ kind: z.literal('copy_number') }),
]);
export type PopupAction = z.infer<typeof popupActionSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Hours without popups, local time. `to` before `from` ends on the next day; equal is the whole day. */
export const quietHoursSchema = z.object({
  /** ISO 8601 weekdays on which the hours begin: 1 is Monday, 7 Sunday. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const popupRulesSchema = z.object({
  click: popupActionSchema,
  /** Shown where the system has buttons. */
  buttons: z.array(popupActionSchema).max(3),
  /** The link that opens by itself when a call starts; null for none. */
  openLinkAtStart: linkIdSchema.nullable(),
  quietHours: z.array(quietHoursSchema).max(20),
  /** Whether the system plays its sound. */
  hasSound: z.boolean(),
  /** Custom fields a popup shows, in this order; null for all that say something. */
  fields: z.array(z.string().min(1).max(200)).max(20).nullable(),
  /** Which leg's start pops: the agent's, the customer's, or whichever comes first. */
  leg: z.enum(['first', 'agent', 'customer']),
});
export type PopupRules = z.infer<typeof popupRulesSchema>;

export const defaultPopupRules: PopupRules = {
  click: { kind: 'open_window' },
  buttons: [],
  openLinkAtStart: null,
  quietHours: [],
  hasSound: true,
  fields: null,
  leg: 'first',
};
