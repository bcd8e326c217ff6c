import type { CallSummary, CustomField } from '../../shared/calls.ts';
import { saysSomething } from '../../shared/custom-fields.ts';
import { foldText } from '../../shared/fold-text.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { atStart, matchesTerms, type SearchTerm } from '../../shared/search-terms.ts';
import type { CallRow } from './rows.ts';

/** One of the texts by which a call is found. */
export interface CallText {
  /** TeleCMI's name of the field, `note`, or the name of a custom field. */
  name: string;
  text: string;
  /** The list shows it in the call's row. */
  isInRow: boolean;
}

/** Ids by which a call's events are found; TeleCMI's names. */
const eventIds = ['call_id', 'cmiuuid', 'conversation_uuid', 'request_id'] as const;
/** Custom fields a row has room for. */
const fieldsInRow = 3;
/** More texts in custom fields than these are not searched: thousands in one call are somebody's mistake. */
const maximumCustomTexts = 400;
const maximumTextLength = 20_000;

/** Everything by which a call is found: its numbers, agent, ids, custom fields and note. */
export function listCallTexts(call: CallRow, events: readonly JsonObject[]): CallText[] {
  const texts: CallText[] = [];
  const add = addTo(texts);
  add('to', call.number, true);
  addAgent(call.agent, add);
  add('note', call.note);
  texts.push(...listCustomTexts(JSON.parse(call.custom_fields)).slice(0, maximumCustomTexts));
  add('callerid', call.callerid);
  add('app_id', call.app_id);
  for (const name of eventIds) {
    const values = new Set(events.map((fields) => fields[name]).filter((value) => typeof value === 'string'));
    for (const value of values) add(name, value);
  }
  return texts;
}

type Add = (name: string, text: string | null, isInRow?: boolean) => void;

const addTo =
  (texts: CallText[]): Add =>
  (name, text, isInRow = false) => {
    if (text !== null && text !== '') texts.push({ name, text: text.slice(0, maximumTextLength), isInRow });
  };

function listCustomTexts(fields: readonly CustomField[]): CallText[] {
  const texts: CallText[] = [];
  const told = fields.filter(saysSomething).slice(0, fieldsInRow);
  for (const field of fields) addCustomField(field, told.includes(field), addTo(texts));
  return texts;
}

/** Of `202_2222223` a row shows 202. */
function addAgent(agent: string | null, add: Add): void {
  const extension = agent?.split('_')[0] ?? '';
  add('user', extension, true);
  if (agent !== extension) add('user', agent);
}

function addCustomField({ name, value, source }: CustomField, isInRow: boolean, add: Add): void {
  const isNested = typeof value === 'object' && value !== null;
  if (name !== source) add(name, name, isInRow);
  if (!isNested) add(name, valueText(value), isInRow);
  else for (const [path, leaf] of listLeaves(value)) addLeaf(`${name}.${path}`, path, leaf, add);
}

function addLeaf(fullName: string, path: string, leaf: JsonValue, add: Add): void {
  const name = path.split('.').at(-1) ?? path;
  if (!/^\d+$/.test(name)) add(fullName, path);
  add(fullName, valueText(leaf));
}

/** The values inside a list or an object, with where they are: `address.city`. */
function* listLeaves(value: JsonValue): Generator<[string, JsonValue]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'object' || inner === null) yield [name, inner];
    else for (const [path, leaf] of listLeaves(inner)) yield [`${name}.${path}`, leaf];
  }
}

/** A custom field's value as text: text as it is, everything else as JSON. */
export function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A call's texts in normal form, for `matchesTerms`. */
export function foldCallTexts(texts: readonly CallText[]): string {
  return [...new Set(texts.map(({ text }) => foldText(text)))].join('\n');
}

/** Where a term was found that the row does not show; `in_row` where the row shows every one. */
export function findOutsideRow(
  texts: readonly CallText[],
  terms: readonly SearchTerm[],
): CallSummary['found'] | 'in_row' {
  const folded = texts.map((text) => ({ ...text, folded: foldText(text.text) }));
  const [inRow, outside] = [folded.filter(({ isInRow }) => isInRow), folded.filter(({ isInRow }) => !isInRow)];
  const rowText = inRow.map((text) => text.folded).join('\n');
  const missing = terms.filter((term) => !matchesTerms(rowText, [term]));
  if (missing.length === 0) return 'in_row';
  for (const { ways } of missing) {
    const needles = ways.flat();
    const found = outside.find((text) => needles.some((needle) => (atStart + text.folded).includes(needle)));
    if (found !== undefined) return { name: found.name, text: found.text };
  }
  return null;
}
