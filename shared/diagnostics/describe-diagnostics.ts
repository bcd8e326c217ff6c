import { t } from '../i18n/translate.ts';
import { describeFound } from './describe-found.ts';
import { describeHistory, describeLog, describeProcess, describeSettingsFile } from './describe-kept.ts';
import { describeListener, describePopups, describeTray, describeTunnel } from './describe-path.ts';
import type { Diagnostics, Reading } from './diagnostics.ts';

/** Worst last. */
export const groupStates = ['fine', 'attention', 'problem'] as const;
export type GroupState = (typeof groupStates)[number];

/** What is told of one part, without its name. */
export interface Description {
  state: GroupState;
  /** In a few words. */
  summary: string;
  rows: { label: string; value: string }[];
}

export const groupIds = [
  'listener',
  'tunnel',
  'popups',
  'tray',
  'history',
  'settingsFile',
  'process',
  'log',
  'versions',
] as const;
export type GroupId = (typeof groupIds)[number];

export interface DescribedGroup extends Description {
  id: GroupId;
  title: string;
}

/** Everything in words of the language that is spoken, for the page and for the report alike. */
export function describeDiagnostics(diagnostics: Diagnostics): DescribedGroup[] {
  const { takenAt } = diagnostics;
  const descriptions: Record<GroupId, Description> = {
    listener: describe(diagnostics.listener, describeListener),
    tunnel: describe(diagnostics.tunnel, describeTunnel),
    popups: describe(diagnostics.popups, describePopups),
    tray: describe(diagnostics.tray, describeTray),
    history: describe(diagnostics.history, describeHistory),
    settingsFile: describe(diagnostics.settingsFile, describeSettingsFile),
    process: describe(diagnostics.process, (facts) => describeProcess(facts, takenAt)),
    log: describe(diagnostics.log, (facts) => describeLog(facts, takenAt)),
    versions: describe(diagnostics.versions, describeFound),
  };
  return groupIds.map((id) => ({ id, title: t(`diagnostics.group.${id}`), ...descriptions[id] }));
}

function describe<Facts>(reading: Reading<Facts>, describeFacts: (facts: Facts) => Description): Description {
  if (reading.ok) return describeFacts(reading.facts);
  const { reason } = reading;
  return { state: 'attention', summary: t('diagnostics.notRead', { reason }), rows: [] };
}

/** How many parts there are in each state. */
export function countStates(groups: readonly DescribedGroup[]): Record<GroupState, number> {
  const count = (state: GroupState) => groups.filter((group) => group.state === state).length;
  return { fine: count('fine'), attention: count('attention'), problem: count('problem') };
}
