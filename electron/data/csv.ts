import { stringify } from 'csv-stringify/sync';
import type { CustomField, PopupOutcome } from '../../shared/calls.ts';
import type { JsonValue } from '../../shared/json.ts';
import { describePhoneNumber, type PhoneNumberDescription } from '../../shared/phone-number.ts';
import type { IdentifiedCall } from '../history/rows.ts';
import { originOfCall } from './origin-of-call.ts';

/** Custom fields with a column of their own; what more names there are stand together in the last column, as JSON. */
export const maximumCustomColumns = 200;

/** Excel takes a file without it for one in the system's old encoding. */
const byteOrderMark = '\uFEFF';

/** The columns every export has; English and never translated, because other programs read them. */
const columns: [name: string, read: (call: IdentifiedCall, phone: PhoneNumberDescription | null) => string][] = [
  ['received_at', ({ receivedAt }) => new Date(receivedAt).toISOString()],
  ['received_local', ({ receivedAt }) => formatLocalTime(receivedAt)],
  ['number', ({ number }) => number ?? ''],
  ['number_e164', (_, phone) => phone?.e164 ?? ''],
  ['country', (_, phone) => phone?.country ?? ''],
  ['agent', ({ agent }) => agent ?? ''],
  ['status', ({ status }) => status],
  ['status_leg', ({ statusLeg }) => statusLeg],
  ['is_over', ({ isOver }) => yesOrNo(isOver)],
  ['origin', originOfCall],
  ['callerid', ({ callerid }) => callerid ?? ''],
  ['app_id', ({ appId }) => appId ?? ''],
  ['request_id', ({ requestId }) => requestId ?? ''],
  ['conversation_uuid', ({ conversationUuid }) => conversationUuid],
  ['deliveries', ({ deliveries }) => String(deliveries)],
  ['popup', ({ popup }) => popup?.status ?? ''],
  ['popup_reason', ({ popup }) => popupReason(popup)],
  ['unread', ({ unread }) => yesOrNo(unread)],
  ['pinned', ({ isPinned }) => yesOrNo(isPinned)],
  ['note', ({ note }) => note],
];

/**
 * The names of the columns, as the file's first line.
 *
 * @param customNames custom fields that have a column each
 * @param hasOthers there are more custom fields than that
 */
export function csvHeader(customNames: readonly string[], hasOthers: boolean): string {
  const names = [...columns.map(([name]) => name), ...customNames.map((name) => `custom.${name}`)];
  return byteOrderMark + toLines([hasOthers ? [...names, 'custom_others'] : names]);
}

/** Calls as lines of the file, one for each. */
export function csvLines(calls: readonly IdentifiedCall[], customNames: readonly string[], hasOthers: boolean): string {
  const own = new Set(customNames);
  return toLines(
    calls.map((call) => {
      const values = valuesByName(call.customFields);
      const { number, callerid } = call;
      const phone = number === null ? null : describePhoneNumber({ number, callerid });
      const cells = [
        ...columns.map(([, read]) => read(call, phone)),
        ...customNames.map((name) => toText(values.get(name) ?? null)),
      ];
      if (!hasOthers) return cells;
      const others = [...values].filter(([name]) => !own.has(name));
      return [...cells, others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others))];
    }),
  );
}

/**
 * A cell that a spreadsheet shows unchanged: what it would compute, round or write as a power of ten gets a leading
 * apostrophe, which spreadsheets read as "this is text". No telephone number is that long, so a CRM can import those.
 * A leading zero gets none although a spreadsheet drops it: a CRM imports a number with its trunk zero.
 */
export const toCell = (text: string): string =>
  isRounded(text) || isPowerOfTen(text) ? `'${text}` : defuseFormula(text);

/**
 * A cell that no spreadsheet takes for a formula. One that begins with `= + - @`, a tab or a
 * line break (also behind blanks and what cannot be seen, and as the wide forms East Asian keyboards type) gets an
 * apostrophe before it. A number with its sign, such as +442079460018 or -12.5, computes nothing: it stays as it is,
 * so that a CRM can import it.
 */
export function defuseFormula(text: string): string {
  if (/^[+-]?\d+([.,]\d+)?$/.test(text)) return text;
  return /^[\t\r\n]|^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text;
}

/** How many digits spreadsheets calculate with. */
const mostDigitsOfNumber = 15;

/** Whether it is a number to a spreadsheet, with or without sign, brackets, groups, currency or percent, and too long. */
function isRounded(text: string): boolean {
  const [, number = ''] = /^[\s\p{Sc}(+-]*(\d[\d\s,.'’]*)[\p{Sc}%)]*\s*$/u.exec(text) ?? [];
  // A fraction only loses its last digits.
  const [, whole = number] = /^(\d+)[.,]\d+\s*$/.exec(number) ?? [];
  return whole.replaceAll(/\D/g, '').length > mostDigitsOfNumber;
}

/** To a spreadsheet, `12E34` is 12 with 34 zeros. */
const isPowerOfTen = (text: string): boolean => /^\s*[+-]?\d+([.,]\d*)?e[+-]?\d+\s*$/i.test(text);

const toLines = (rows: string[][]): string =>
  stringify(
    rows.map((row) => row.map(toCell)),
    { record_delimiter: 'windows' },
  );

/** A name that both sources have is told once, by the one that comes first. */
function valuesByName(fields: readonly CustomField[]): Map<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  for (const { name, value } of fields) if (!values.has(name)) values.set(name, value);
  return values;
}

function toText(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function popupReason(popup: PopupOutcome | null): string {
  return popup?.reason ?? '';
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/** `2026-11-24 13:05:09`, as this machine's clocks showed it: spreadsheets read it as a time. */
function formatLocalTime(epochMs: number): string {
  const time = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}
