import type { CallSummary } from '../../shared/calls.ts';
import { watchHomeCountry } from '../../shared/home-country.ts';
import { t } from '../../shared/i18n/translate.ts';
import { countryName, describePhoneNumber } from '../../shared/phone-number.ts';
import { toPlainText } from '../../shared/plain-text.ts';

/** Numbers already described; scrolling asks for the same ones over and over. */
const described = new Map<string, Pick<NumberWords, 'text' | 'country'>>();
watchHomeCountry(() => described.clear());
const rememberedNumbers = 5000;
const longestNumber = 64;
const longestExtension = 24;

export interface NumberWords {
  text: string;
  /** ISO 3166-1 alpha-2; null where the number does not tell. */
  country: string | null;
  countryName: string | null;
}

/** A number as a person reads it. */
export function describeNumber({ number, callerid }: Pick<CallSummary, 'number' | 'callerid'>): NumberWords {
  if (number === null || number === '') return { text: t('call.unknownNumber'), country: null, countryName: null };
  const key = `${number} ${callerid ?? ''}`;
  let description = described.get(key);
  if (description === undefined) {
    if (described.size >= rememberedNumbers) described.clear();
    const { text, country } = describePhoneNumber({ number, callerid });
    description = { text: toPlainText(text, longestNumber), country };
    described.set(key, description);
  }
  const { text, country } = description;
  return { text, country, countryName: country === null ? null : countryName(country) };
}

/** The extension out of `202_2222223`: what people in one office call each other. */
export function agentExtension(agent: string): string {
  return toPlainText(agent.split('_')[0] || agent, longestExtension);
}
