import { z } from 'zod';
import type { ScenarioRun } from './composer/scenario-run.ts';
import type { HistoryCheck } from './diagnostics/diagnostics.ts';
import { type AnswerControlResults, answerControlArguments } from './ipc/answer-control.ts';
import { type CallResults, callArguments } from './ipc/calls.ts';
import { nothing, type Result } from './ipc/common.ts';
import { type ComposerResults, composerArguments } from './ipc/composer.ts';
import { type DataResults, dataArguments } from './ipc/data.ts';
import { type DiagnosticsResults, diagnosticsArguments } from './ipc/diagnostics.ts';
import { type ForwardingResults, forwardingArguments } from './ipc/forwarding.ts';
import { type LinkResults, linkArguments } from './ipc/links.ts';
import { type RequestListResults, requestListArguments } from './ipc/requests.ts';
import { type SendingResults, sendingArguments } from './ipc/sending.ts';
import { type SettingsResults, settingsArguments } from './ipc/settings.ts';
import { type TakeAwayResults, takeAwayArguments } from './ipc/take-away.ts';
import { type TunnelResults, tunnelArguments } from './ipc/tunnel.ts';
import { type TurnedAwayResults, turnedAwayArguments } from './ipc/turned-away.ts';
import type { BroadcastName, RequestName } from './ipc-channels.ts';
import type { Job } from './jobs.ts';
import { longestCopy } from './longest-copy.ts';
import type { ReplayProgress } from './sending.ts';
import type { Settings } from './settings.ts';
import { type AppStatus, noticeIds } from './status.ts';
import type { TestCall } from './tunnel.ts';
import type { TurnedAwayCounts } from './turned-away.ts';

export type View = 'calls' | 'requests' | 'settings' | 'welcome';

/** What the window may send: each request's argument, checked in the main process. */
export const requestArguments = {
  ...callArguments,
  ...requestListArguments,
  ...answerControlArguments,
  ...turnedAwayArguments,
  ...sendingArguments,
  ...forwardingArguments,
  ...linkArguments,
  ...composerArguments,
  ...takeAwayArguments,
  ...settingsArguments,
  ...tunnelArguments,
  ...dataArguments,
  ...diagnosticsArguments,
  getStatus: nothing,
  dismissNotice: z.object({ id: z.enum(noticeIds) }).strict(),
  copyText: z.object({ text: z.string().max(longestCopy) }).strict(),
  sendSample: nothing,
} satisfies Record<RequestName, z.ZodType>;

/** What the main process answers to each request. */
export interface RequestResults
  extends CallResults,
    RequestListResults,
    AnswerControlResults,
    TurnedAwayResults,
    SendingResults,
    TakeAwayResults,
    ForwardingResults,
    LinkResults,
    ComposerResults,
    SettingsResults,
    TunnelResults,
    DataResults,
    DiagnosticsResults {
  getStatus: AppStatus;
  dismissNotice: undefined;
  copyText: undefined;
  sendSample: Result;
}

/** What the main process tells the window without being asked. */
export interface Broadcasts {
  statusChanged: AppStatus;
  /** The calls that are new or have changed. */
  callsChanged: { ids: number[] };
  /** The requests that are new or have changed; also told once their traces are written. */
  requestsChanged: { ids: number[] };
  turnedAwayChanged: TurnedAwayCounts;
  /** How far a replay of several requests has come; null once it has ended. */
  replayProgressChanged: ReplayProgress | null;
  /** Something that `getForwarding` or `listForwards` tell has changed. */
  forwardingChanged: undefined;
  settingsChanged: Settings;
  openCall: { id: number };
  /** `section` is one of Settings. */
  openView: { view: View; section?: string };
  testCallChanged: TestCall | null;
  scenarioChanged: ScenarioRun;
  jobChanged: Job | null;
  /** A backup is the history now: nothing that was read before is true any more. */
  historyReplaced: undefined;
  historyCheckChanged: HistoryCheck;
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
