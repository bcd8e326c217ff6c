import type { CallSummary, CustomField } from '../../shared/calls.ts';
import type {
  CallOutline,
  Diagnostics,
  PrivateParts,
  ReportContents,
  RequestOutline,
} from '../../shared/diagnostics/diagnostics.ts';
import type { ReportChoices } from '../../shared/ipc/diagnostics.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { RequestSummary } from '../../shared/requests.ts';
import type { Redact } from '../../shared/safe-text.ts';
import { readWithin } from './read-within.ts';

export const callsInReport = 5;
const longestValue = 200;

export interface ReportSources {
  redact: Redact;
  collect: () => Promise<Diagnostics>;
  /** The newest, newest first. */
  listCalls: () => Promise<CallSummary[]>;
  listRequests: () => Promise<RequestSummary[]>;
  getWebhookUrl: () => string;
}

/** Everything a report is made of. What was not ticked is not even taken out of a call. */
export async function gatherReport(sources: ReportSources, choices: ReportChoices): Promise<ReportContents> {
  const { redact, collect, listCalls, listRequests, getWebhookUrl } = sources;
  const [diagnostics, calls, requests] = await Promise.all([
    collect(),
    readWithin(redact, listCalls),
    readWithin(redact, listRequests),
  ]);
  const known = calls.ok ? calls.facts : [];
  const chosen: PrivateParts = {
    ...(choices.token ? { webhookUrl: getWebhookUrl() } : {}),
    ...(choices.numbers ? { numbers: known.map(({ number }) => number) } : {}),
    ...(choices.customValues ? { customFields: known.map(({ customFields }) => customFields.map(writeField)) } : {}),
  };
  return {
    diagnostics,
    calls: calls.ok ? { ok: true, facts: calls.facts.map(outlineCall) } : calls,
    requests: requests.ok ? { ok: true, facts: requests.facts.map(outlineRequest) } : requests,
    private: chosen,
  };
}

/** A status is TeleCMI's text and could be anything: only the words that are known are told. */
function outlineCall(call: CallSummary): CallOutline {
  return {
    receivedAt: call.receivedAt,
    status: statusOf(call),
    popup: call.popup?.status ?? 'none',
    customFields: call.customFields.length,
    deliveries: call.deliveries,
  };
}

function statusOf({ status, isOver }: CallSummary): CallOutline['status'] {
  if (isOver || status === 'hangup') return 'ended';
  if (status === 'answered') return 'answered';
  return status === 'started' || status === 'out_started' ? 'started' : 'other';
}

const outlineRequest = ({ receivedAt, outcome, answerStatus, bodyBytes }: RequestSummary): RequestOutline => ({
  receivedAt,
  outcome,
  answerStatus,
  bytes: bodyBytes,
});

function writeField({ name, value }: CustomField): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return toPlainText(`${name}: ${text}`, longestValue);
}
