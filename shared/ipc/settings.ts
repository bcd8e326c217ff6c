import { z } from 'zod';
import { type Settings, settingsPatchSchema } from '../settings.ts';
import { nothing } from './common.ts';

/** How long popups pause; `until_tomorrow` is the next local midnight. */
export const pauseLengths = ['15_minutes', '1_hour', 'until_tomorrow'] as const;
export type PauseLength = (typeof pauseLengths)[number];

export const settingsArguments = {
  getSettings: nothing,
  updateSettings: settingsPatchSchema,
  replaceToken: nothing,
  pausePopups: z.object({ length: z.enum(pauseLengths) }).strict(),
  resumePopups: nothing,
} satisfies Record<string, z.ZodType>;

/** Saved, or why not. */
export type SaveResult = { ok: true; settings: Settings } | { ok: false; message: string };

export interface SettingsResults {
  getSettings: Settings;
  updateSettings: SaveResult;
  replaceToken: SaveResult;
  pausePopups: undefined;
  resumePopups: undefined;
}
