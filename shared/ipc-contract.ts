import { z } from 'zod';
import type { CallDetail, CallSummary, Page, RequestRecord } from './calls.ts';
import type { BroadcastName, RequestName } from './ipc-channels.ts';
import { type Settings, settingsPatchSchema } from './settings.ts';
import type { AppStatus } from './status.ts';

const nothing = z.undefined();
const id = z.int().positive();

/** Arguments of a list: `before` continues a page (its `next`), newest first. */
const pageArguments = z.object({ before: id.nullable(), limit: z.int().min(1).max(200) }).strict();

/** How long popups pause; `tomorrow` is the next local midnight. */
export const pauseLengths = ['15_minutes', '1_hour', 'until_tomorrow'] as const;
export type PauseLength = (typeof pauseLengths)[number];

export type View = 'calls' | 'requests' | 'settings';

/** What the window may send: each request's argument, checked in the main process. */
export const requestArguments = {
  getStatus: nothing,
  listCalls: pageArguments,
  getCall: z.object({ id }).strict(),
  markCallRead: z.object({ id }).strict(),
  markAllCallsRead: nothing,
  listRequests: pageArguments,
  getSettings: nothing,
  updateSettings: settingsPatchSchema,
  replaceToken: nothing,
  pausePopups: z.object({ length: z.enum(pauseLengths) }).strict(),
  resumePopups: nothing,
  copyText: z.object({ text: z.string().max(262_144) }).strict(),
  sendSample: nothing,
  dismissNotice: z
    .object({
      id: z.enum([
        'settings_set_aside',
        'settings_not_saved',
        'history_set_aside',
        'history_failing',
        'popups_failing',
      ]),
    })
    .strict(),
} satisfies Record<RequestName, z.ZodType>;

/** Saved, or the field that could not be and why. */
export type SaveResult = { ok: true; settings: Settings } | { ok: false; message: string };

/** What the main process answers to each request. */
export interface RequestResults {
  getStatus: AppStatus;
  listCalls: Page<CallSummary>;
  getCall: CallDetail | null;
  markCallRead: undefined;
  markAllCallsRead: undefined;
  listRequests: Page<RequestRecord>;
  getSettings: Settings;
  updateSettings: SaveResult;
  replaceToken: SaveResult;
  pausePopups: undefined;
  resumePopups: undefined;
  copyText: undefined;
  sendSample: { ok: true } | { ok: false; message: string };
  dismissNotice: undefined;
}

/** What the main process tells the window without being asked. */
export interface Broadcasts {
  statusChanged: AppStatus;
  /** The calls that are new or have changed. */
  callsChanged: { ids: number[] };
  settingsChanged: Settings;
  openCall: { id: number };
  openView: { view: View };
}

export type RequestArgument<Name extends RequestName> = z.input<(typeof requestArguments)[Name]>;

type Request<Name extends RequestName> =
  undefined extends RequestArgument<Name>
    ? () => Promise<RequestResults[Name]>
    : (argument: RequestArgument<Name>) => Promise<RequestResults[Name]>;

type Subscribe<Name extends BroadcastName> = (listener: (message: Broadcasts[Name]) => void) => () => void;

/** The only way out of the window: `window.dialpop`. Every channel is covered, or this does not compile. */
export type DialpopApi = { [Name in RequestName]: Request<Name> } & {
  [Name in BroadcastName as `on${Capitalize<Name>}`]: Subscribe<Name>;
};
