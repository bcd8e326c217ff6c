import { formatSize } from '../format-size.ts';
import { t } from '../i18n/translate.ts';
import type { Description, GroupState } from './describe-diagnostics.ts';
import type { HistoryCheck, HistoryFacts, LogFacts, ProcessFacts, SettingsFileFacts } from './diagnostics.ts';
import { formatLasting, formatMoment, row } from './format-moment.ts';

/** What is kept on the disk, and what the app takes of the machine. */

const littleSpaceBytes = 500e6;
const noSpaceBytes = 50e6;
/** An error that old is over. */
const recentMs = 3_600_000;

export function describeHistory(facts: HistoryFacts): Description {
  const { bytes, freeDiskBytes, calls, requests, sqlite, layoutVersion, setAside } = facts;
  return {
    ...judgeHistory(facts),
    rows: [
      row(t('diagnostics.row.calls'), calls),
      row(t('diagnostics.row.requests'), requests),
      row(t('diagnostics.row.size'), formatSize(bytes)),
      row(t('diagnostics.row.freeDisk'), formatSize(freeDiskBytes)),
      row(t('diagnostics.row.layout'), layoutVersion),
      row('SQLite', sqlite),
      row(t('diagnostics.row.writing'), `${facts.journalMode} · ${facts.synchronous}`),
      row(t('diagnostics.row.check'), describeCheck(facts.check)),
      ...setAside.map(({ kind, at, bytes: size }) =>
        row(t(`diagnostics.setAside.${kind}`), `${formatMoment(at)} · ${formatSize(size)}`),
      ),
    ],
  };
}

function judgeHistory(facts: HistoryFacts): Pick<Description, 'state' | 'summary'> {
  const { isFailing, check, freeDiskBytes, setAside } = facts;
  const size = t('diagnostics.history.summary', { calls: facts.calls, size: formatSize(facts.bytes) });
  if (isFailing !== null) return { state: 'problem', summary: t('diagnostics.history.failing', { reason: isFailing }) };
  if (check.state === 'done' && check.damage !== null) return { state: 'problem', summary: describeCheck(check) };
  if (freeDiskBytes < littleSpaceBytes) {
    const state: GroupState = freeDiskBytes < noSpaceBytes ? 'problem' : 'attention';
    return { state, summary: t('diagnostics.history.disk', { size: formatSize(freeDiskBytes) }) };
  }
  // What SQLite takes for safe: `full` and more survive a power cut.
  if (!['full', 'extra'].includes(facts.synchronous)) {
    return { state: 'problem', summary: t('diagnostics.history.unsafe', { setting: facts.synchronous }) };
  }
  if (check.state === 'failed') return { state: 'attention', summary: describeCheck(check) };
  if (setAside.some(({ kind }) => kind !== 'before_restore')) {
    return { state: 'attention', summary: t('diagnostics.history.setAside') };
  }
  return { state: 'fine', summary: size };
}

/** How the last look at the history ended, or how far the one under way is. */
export function describeCheck(check: HistoryCheck): string {
  switch (check.state) {
    case 'never':
      return t('diagnostics.check.never');
    case 'running':
      return t('diagnostics.check.running');
    case 'cancelled':
      return t('diagnostics.check.cancelled', { when: formatMoment(check.at) });
    case 'failed':
      return t('diagnostics.check.failed', { when: formatMoment(check.at), reason: check.reason });
    case 'done':
      return check.damage === null
        ? t('diagnostics.check.fine', { when: formatMoment(check.at), seconds: check.tookMs / 1000 })
        : t('diagnostics.check.damaged', { when: formatMoment(check.at), damage: check.damage });
  }
}

export function describeSettingsFile({ path, notWritable }: SettingsFileFacts): Description {
  return {
    state: notWritable === null ? 'fine' : 'problem',
    summary:
      notWritable === null
        ? t('diagnostics.settingsFile.writable')
        : t('diagnostics.settingsFile.notWritable', { reason: notWritable }),
    rows: [row(t('diagnostics.row.file'), path)],
  };
}

export function describeProcess({ startedAt, isSandboxed, memory, delay }: ProcessFacts, now: number): Description {
  const total = memory.reduce((sum, { bytes }) => sum + bytes, 0);
  const lasting = formatLasting(now - startedAt);
  return {
    state: isSandboxed ? 'fine' : 'attention',
    summary: isSandboxed
      ? t('diagnostics.process.summary', { size: formatSize(total), lasting })
      : t('diagnostics.process.notSandboxed'),
    rows: [
      row(t('diagnostics.row.started'), formatMoment(startedAt)),
      row(t('diagnostics.row.sandbox'), t(isSandboxed ? 'diagnostics.sandbox.on' : 'diagnostics.sandbox.off')),
      ...memory.map(({ name, bytes }) => row(t('diagnostics.row.memory', { name }), formatSize(bytes))),
      row(
        t('diagnostics.row.delay'),
        delay === null ? t('diagnostics.process.measuring') : t('diagnostics.process.delay', { ...delay }),
      ),
    ],
  };
}

export function describeLog({ folder, bytes, writeProblem, problems }: LogFacts, now: number): Description {
  const recent = problems.filter(({ at, level }) => level === 'error' && now - at < recentMs);
  const noted = t('diagnostics.log.summary', { count: problems.length });
  return {
    state: writeProblem !== null || recent.length > 0 ? 'attention' : 'fine',
    summary: writeProblem === null ? noted : t('diagnostics.log.notWritable', { reason: writeProblem }),
    rows: [
      row(t('diagnostics.row.folder'), folder),
      row(t('diagnostics.row.size'), formatSize(bytes)),
      ...problems.map(({ at, level, text, times }) =>
        row(t(`diagnostics.level.${level}`, { when: formatMoment(at) }), times === 1 ? text : `${text} (×${times})`),
      ),
    ],
  };
}
