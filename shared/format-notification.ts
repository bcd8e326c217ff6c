import type { CallSummary, CustomField } from './calls.ts';
import { readCustomField } from './custom-field-value.ts';
import { saysSomething } from './custom-fields.ts';
import { t } from './i18n/translate.ts';
import { type CalledNumber, countryName, describePhoneNumber } from './phone-number.ts';
import { toPlainText } from './plain-text.ts';

/** What a popup says, as plain text; escaping for markup is up to who shows it. */
export interface PopupText {
  title: string;
  body: string;
}

const maximumFields = 4;
const maximumTitleLength = 64;
const maximumNameLength = 32;
const maximumValueLength = 80;

/**
 * Title: the number called with its country. Body: the agent, then custom fields, a line each.
 *
 * @param chosen names of the custom fields to tell, in this order, as `readCustomField` reads them;
 *   null for the first four that say something
 */
export function formatNotification(
  call: Pick<CallSummary, 'number' | 'callerid' | 'agent' | 'customFields'>,
  chosen: readonly string[] | null = null,
): PopupText {
  const fields =
    chosen === null
      ? call.customFields.filter(saysSomething).slice(0, maximumFields)
      : chosen.flatMap((name) => findChosen(call.customFields, name)).filter(saysSomething);
  const agent = call.agent === null ? [] : [t('popup.agent', { agent: toPlainText(extension(call.agent), 32) })];
  return { title: formatTitle(call), body: [...agent, ...fields.map(formatField)].join('\n') };
}

function findChosen(fields: readonly CustomField[], name: string): CustomField[] {
  const value = readCustomField(fields, name);
  if (value === undefined) return [];
  const source = fields.find((field) => field.name === name && field.value === value)?.source ?? 'custom';
  return [{ name, value, source }];
}

/** The number called with its country, on one line. */
export function formatTitle({ number, callerid }: Pick<CallSummary, keyof CalledNumber>): string {
  if (number === null) return t('popup.unknownNumber');
  const { text, country } = describePhoneNumber({ number, callerid });
  const readable = toPlainText(text, maximumTitleLength);
  return country === null
    ? readable
    : t('popup.numberWithCountry', { number: readable, country: countryName(country) });
}

function formatField({ name, value }: CustomField): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return t('popup.customField', {
    name: toPlainText(name, maximumNameLength),
    value: toPlainText(text, maximumValueLength),
  });
}

/** `202_2222223` is agent 202 of app 2222223; people know the first part. */
function extension(agent: string): string {
  return /^(\d+)_\d+$/.exec(agent)?.[1] ?? agent;
}
