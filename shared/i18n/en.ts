import { enMain } from './en.main.ts';
import { enTray } from './en.tray.ts';
import { enWindow } from './en.window.ts';

/** Every text a person sees, in English, as ICU messages: one catalogue, a part for each place. */
export const en = { ...enMain, ...enTray, ...enWindow } as const;
