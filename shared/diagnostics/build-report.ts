import { t } from '../i18n/translate.ts';
import { describeDiagnostics } from './describe-diagnostics.ts';
import type { CallOutline, Reading, ReportContents, RequestOutline } from './diagnostics.ts';
import { formatMoment } from './format-moment.ts';

/**
 * The report as Markdown, which also reads well as it is. What is private in it is only what the contents
 * carry as such.
 */
export function buildReport({ diagnostics, calls, requests, private: chosen }: ReportContents): string {
  const groups = describeDiagnostics(diagnostics).map(({ title, state, summary, rows }) => [
    `## ${title}: ${t(`diagnostics.state.${state}`)}`,
    oneLine(summary),
    ...rows.map(({ label, value }) => item(`${label}: ${value}`)),
  ]);
  const webhookUrl = chosen.webhookUrl === undefined ? [] : [[`## ${t('report.webhookUrl')}`, item(chosen.webhookUrl)]];
  const sections = [
    [`# ${t('report.title')}`, t('report.takenAt', { time: new Date(diagnostics.takenAt).toISOString() })],
    ...groups,
    [`## ${t('report.calls')}`, ...list(calls, (call, index) => callItems(call, index, chosen))],
    [`## ${t('report.requests')}`, ...list(requests, (request) => [item(requestWords(request))])],
    ...webhookUrl,
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function list<Item>(reading: Reading<Item[]>, lines: (one: Item, index: number) => string[]): string[] {
  if (!reading.ok) return [t('diagnostics.notRead', { reason: reading.reason })];
  return reading.facts.length === 0 ? [t('diagnostics.none')] : reading.facts.flatMap(lines);
}

function callItems(call: CallOutline, index: number, { numbers, customFields }: ReportContents['private']): string[] {
  const words = [
    formatMoment(call.receivedAt),
    t(`report.status.${call.status}`),
    t(`report.popup.${call.popup}`),
    t('report.fields', { count: call.customFields }),
    t('call.deliveries', { count: call.deliveries }),
    ...(numbers === undefined ? [] : [numbers[index] ?? t('call.unknownNumber')]),
  ];
  const fields = customFields?.[index] ?? [];
  return [item(words.join(' · ')), ...fields.map((field) => `  ${item(field)}`)];
}

const requestWords = ({ receivedAt, outcome, answerStatus, bytes }: RequestOutline): string =>
  [
    formatMoment(receivedAt),
    t(`request.outcome.${outcome}`),
    t('request.answered', { status: String(answerStatus) }),
    t('report.bytes', { bytes }),
  ].join(' · ');

const item = (text: string): string => `- ${oneLine(text)}`;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
