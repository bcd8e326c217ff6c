import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A notification as the daemon received it. */
export interface ReceivedNotification {
  id: number;
  appName: string;
  summary: string;
  body: string;
  actions: string[];
}

/** Reads what `dunst -print` wrote: one block in braces for each notification it received, replacements included. */
export function parseDunstOutput(output: string): ReceivedNotification[] {
  return [...output.matchAll(/^\{\n(.*?)^\}\n/gms)].map(([, block = '']) => ({
    id: Number(field(block, /^\tid: (\d+)$/m)),
    appName: field(block, /^\tappname: '(.*?)'$/m),
    summary: field(block, /^\tsummary: '(.*?)'\n\tbody: /ms),
    body: field(block, /^\tbody: '(.*?)'\n\ticon: /ms),
    actions: [...field(block, /^\tactions: \{\n(.*?)\t\}/ms).matchAll(/^\t\t"(.*?)": "(.*?)"$/gm)].map(
      ([, key = '']) => key,
    ),
  }));
}

const field = (block: string, pattern: RegExp): string => pattern.exec(block)?.[1] ?? '';

/** The daemon's own command, on a desktop. */
export function createDunstControl(env: NodeJS.ProcessEnv) {
  const dunstctl = async (...words: string[]): Promise<string> => (await run('dunstctl', words, { env })).stdout.trim();
  return {
    /** How many notifications are on the screen. */
    countShown: async (): Promise<number> => Number(await dunstctl('count', 'displayed')),
    /** Invokes the default action of the newest shown notification, as a click does. */
    click: () => dunstctl('action', '0'),
    /** Opens the menu of every action of the shown notifications, with the program the configuration names. */
    openMenu: () => dunstctl('context'),
    /** Do not disturb: what comes is kept and not shown. */
    setPaused: (isPaused: boolean) => dunstctl('set-paused', String(isPaused)),
    closeAll: () => dunstctl('close-all'),
  };
}
