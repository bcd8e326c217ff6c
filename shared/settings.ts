import { z } from 'zod';
import { linkTemplateSchema, schemeSchema } from './call-links.ts';
import { maximumSavedMessages, savedMessageSchema } from './composer/draft.ts';
import { countryCodes } from './countries.ts';
import { forwardTargetsSchema } from './forwarding.ts';
import { locales } from './i18n/locale.ts';
import { defaultPopupRules, popupRulesSchema } from './popup-rules.ts';
import { defaultRequestLimits, requestLimitsSchema } from './request-limits.ts';
import { noRetention, retentionSchema } from './retention.ts';
import { largestZoomPercent, smallestZoomPercent } from './zoom.ts';

/** Port DialPop listens on unless told otherwise: D-I-A-L on a keypad. */
export const defaultPort = 3425;

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

/** ISO 3166-1 alpha-2, or `automatic`. */
export const homeCountrySchema = z.union([
  z.literal('automatic'),
  z.string().refine((code) => countryCodes.includes(code)),
]);

/** What a person chooses. */
const chosenSettings = {
  port: z.int().min(1).max(65_535),
  publicUrl: publicUrlSchema,
  /** Only these agents' calls pop; empty means all. */
  agentIds: z.array(agentIdSchema).max(50),
  startHidden: z.boolean(),
  /** The language of every text; the system's where there is a catalogue for it. */
  language: z.enum(['system', ...locales]),
  /** The country whose rules apply to numbers without a country code; `automatic`: the caller id's, else the system's. */
  homeCountry: homeCountrySchema,
  /** How large the window's page is, in per cent. */
  zoomPercent: z.int().min(smallestZoomPercent).max(largestZoomPercent),
  /** The first run's steps were gone through or left. */
  welcomeDone: z.boolean(),
  links: z.array(linkTemplateSchema).max(20),
  /** Schemes besides http and https that links may have. */
  linkSchemes: z.array(schemeSchema).max(20),
  popups: popupRulesSchema,
  retention: retentionSchema,
  forwardTargets: forwardTargetsSchema,
  /** How much the inspector keeps. */
  requestLimits: requestLimitsSchema,
  /** Messages to send again, under names of one's own. */
  savedMessages: z.array(savedMessageSchema).max(maximumSavedMessages),
};

/**
 * The settings file. Every field but the token has a default, so that an older file, or one
 * with a field missing, is still whole.
 */
export const settingsSchema = z.object({
  token: tokenSchema,
  port: chosenSettings.port.default(defaultPort),
  publicUrl: chosenSettings.publicUrl.default(''),
  agentIds: chosenSettings.agentIds.default([]),
  startHidden: chosenSettings.startHidden.default(false),
  language: chosenSettings.language.default('system'),
  homeCountry: chosenSettings.homeCountry.default('automatic'),
  zoomPercent: chosenSettings.zoomPercent.default(100),
  welcomeDone: chosenSettings.welcomeDone.default(false),
  links: chosenSettings.links.default([]),
  linkSchemes: chosenSettings.linkSchemes.default([]),
  popups: chosenSettings.popups.default(defaultPopupRules),
  retention: chosenSettings.retention.default(noRetention),
  forwardTargets: chosenSettings.forwardTargets.default([]),
  requestLimits: chosenSettings.requestLimits.default(defaultRequestLimits),
  savedMessages: chosenSettings.savedMessages.default([]),
  /** Epoch ms until which popups are paused; null when they are on. */
  pausedUntil: z.int().nonnegative().nullable().default(null),
  /** The "DialPop stays in the tray" popup is shown once. */
  closeExplained: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What the window may change; the token is replaced, never set. */
export const settingsPatchSchema = z.object(chosenSettings).partial().strict();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
