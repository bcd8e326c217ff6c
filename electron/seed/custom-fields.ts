import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { Random } from './random.ts';

const campaigns = ['renewal', 'spring offer', 'win-back', 'survey', 'onboarding'] as const;
const teams = ['sales', 'support', 'billing', 'día', 'büro süd'] as const;
const cities = ['London', 'Zürich', 'Mumbai', 'दिल्ली', 'São Paulo', 'Singapore', 'Paris', 'Sydney'] as const;
const words = 'please call back after the delivery has arrived and ask whether the invoice was right'.split(' ');

/** What a CRM gives along, in every shape seen: JSON in text, text, nothing, almost JSON, nested. */
export function makeCustom(random: Random, account: number): JsonValue {
  const shape = random.next();
  if (shape < 0.18) return random.pick(['none', 'false', '', 'null']);
  if (shape < 0.21) return random.pick(['callback', 'VIP customer', 'prospect 12']);
  if (shape < 0.23) return `{ticket: ${random.below(100_000)}}`;
  const fields: JsonObject = { crm: 'true' };
  if (random.chance(0.6)) fields['ticket'] = String(1000 + random.below(200_000));
  if (random.chance(0.4)) fields['campaign'] = random.pick(campaigns);
  if (random.chance(0.3)) fields['account'] = `AC-${String(account).padStart(6, '0')}`;
  if (random.chance(0.15)) fields['team'] = random.pick(teams);
  if (random.chance(0.1)) fields['record'] = `https://crm.example/accounts/${account}`;
  if (random.chance(0.06)) fields['email'] = `account${account}@customer.example`;
  if (random.chance(0.05)) fields['remark'] = makeSentence(random);
  if (random.chance(0.04)) fields['lead'] = makeNested(random);
  return JSON.stringify(fields);
}

/** What click2call gives along: text, or sometimes a real object. */
export function makeExtraParams(random: Random): JsonValue {
  const fields: JsonObject = { click2call: 'true' };
  if (random.chance(0.3)) fields['ticket'] = 1000 + random.below(200_000);
  if (random.chance(0.2)) fields['source'] = random.pick(['web', 'mobile', 'dialler']);
  return random.chance(0.3) ? fields : JSON.stringify(fields);
}

/** A note as people write one. */
export function makeSentence(random: Random): string {
  const start = random.below(words.length - 5);
  return words.slice(start, start + 5 + random.below(6)).join(' ');
}

function makeNested(random: Random): JsonObject {
  return {
    score: random.below(100),
    address: { city: random.pick(cities), zip: String(10_000 + random.below(89_999)) },
    tags: [random.pick(['gold', 'silver']), random.pick(['new', 'known'])],
  };
}
