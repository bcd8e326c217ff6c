import { z } from 'zod';

/** Port DialPop listens on unless told otherwise: D-I-A-L on a keypad. */
export const defaultPort = 3425;

const portSchema = z.int().min(1).max(65_535);

/** 128 random bits as 32 hexadecimal digits: the secret part of the webhook URL. */
export const tokenSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** `202` or `202_2222223`: an extension of 2 to 8 digits, with or without the app id. */
export const agentIdSchema = z.string().regex(/^\d{2,8}(_\d{1,20})?$/);

/** The tunnel's public address: http or https, no query, no fragment, no credentials; empty for none. */
export const publicUrlSchema = z.union([
  z.literal(''),
  z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((text) => !/[?#@]/.test(text)),
]);

/**
 * The settings file. Every field has a default, so that an older file, or one with a
 * field missing, is still whole.
 */
export const settingsSchema = z.object({
  port: portSchema.default(defaultPort),
  token: tokenSchema,
  publicUrl: publicUrlSchema.default(''),
  /** Only these agents' calls pop; empty means all. */
  agentIds: z.array(agentIdSchema).max(50).default([]),
  startHidden: z.boolean().default(false),
  /** Epoch ms until which popups are paused; null when they are on. */
  pausedUntil: z.int().nonnegative().nullable().default(null),
  /** The "DialPop stays in the tray" popup is shown once. */
  closeExplained: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What the settings view may change; the token is replaced, never set. */
export const settingsPatchSchema = settingsSchema
  .pick({ port: true, publicUrl: true, agentIds: true, startHidden: true })
  .extend({
    port: portSchema,
    publicUrl: publicUrlSchema,
    agentIds: z.array(agentIdSchema).max(50),
    startHidden: z.boolean(),
  })
  .partial()
  .strict();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
