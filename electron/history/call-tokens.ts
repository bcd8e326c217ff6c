import type { CallFilter, PopupFilter } from '../../shared/call-query.ts';
import type { CustomField } from '../../shared/calls.ts';
import { foldCase } from '../../shared/fold-text.ts';
import { atStart, type SearchTerm } from '../../shared/search-terms.ts';
import { valueText } from './call-texts.ts';
import type { CallRow } from './rows.ts';

/**
 * The words of the index. A piece of a text is a word by itself; its spaces and punctuation,
 * which the tokenizer would drop, are written as capital letters with accents, which no
 * folded text has. What filters ask for is a longer word than any piece.
 */

const longestPiece = 3;
/** Pieces that prove a long needle well enough; each further one costs time and excludes little. */
const maximumPieces = 7;

const accentedCapitals = listAccentedCapitals();
const punctuation = /[^a-z0-9\n\u0080-\uFFFF]/g;

function listAccentedCapitals(): Map<string, string> {
  const capitals = Array.from({ length: 0x80 }, (_, index) => String.fromCharCode(0xc0 + index)).filter(
    (character) => character !== character.toLowerCase(),
  );
  const marks = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    /[^A-Za-z0-9\p{Cc}]/u.test(character),
  );
  return new Map(marks.map((character, index) => [character, capitals[index] ?? '']));
}

const writePunctuation = (folded: string): string =>
  folded.replace(punctuation, (character) => accentedCapitals.get(character) ?? '');

/** The words of a call, separated by spaces. @param folded its texts in normal form, separated by line breaks */
export function tokensOfCall(folded: string, call: CallRow): string {
  const tokens = new Set<string>();
  for (const text of writePunctuation(folded).split('\n')) addPieces(text, tokens);
  for (const token of filterTokens(call)) tokens.add(token);
  return [...tokens].join(' ');
}

function addPieces(text: string, tokens: Set<string>): void {
  // Most texts are of characters of one unit each, which need not be taken apart.
  const characters = /[\uD800-\uDFFF]/.test(text) ? [...text] : text;
  for (let start = 0; start < characters.length; start += 1) {
    const one = characters[start] ?? '';
    const two = characters[start + 1];
    tokens.add(one);
    if (two === undefined) return;
    tokens.add(one + two);
    const three = characters[start + 2];
    if (three !== undefined) tokens.add(one + two + three);
  }
}

function* filterTokens(call: CallRow): Generator<string> {
  if (call.agent !== null) {
    yield named('agent', call.agent);
    yield named('agent', call.agent.split('_')[0] ?? '');
  }
  yield named('origin', call.is_click_to_call === 1 ? 'click2call' : 'dialled');
  const outcome: PopupFilter = call.popup === null ? 'none' : JSON.parse(call.popup).status;
  yield named('popup', outcome);
  const fields: CustomField[] = JSON.parse(call.custom_fields);
  for (const { name, value } of fields) {
    yield named('custom', foldCase(name));
    yield named('custom', foldCase(name), foldCase(valueText(value)));
  }
}

/** A word of 64 bits for a condition: so many that no two conditions share one. */
function named(...parts: string[]): string {
  let one = 0xde_ad_be_ef;
  let two = 0x41_c6_ce_57;
  const text = parts.join('\0');
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x9e_37_79_b1);
    two = Math.imul(two ^ code, 0x5f_35_64_95);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85_eb_ca_6b) ^ Math.imul(two ^ (two >>> 13), 0xc2_b2_ae_35);
  two = Math.imul(two ^ (two >>> 16), 0x85_eb_ca_6b) ^ Math.imul(one ^ (one >>> 13), 0xc2_b2_ae_35);
  return `x${(one >>> 0).toString(36).padStart(7, '0')}${(two >>> 0).toString(36).padStart(7, '0')}`;
}

/** What to ask the index. */
export interface IndexQuery {
  /** In FTS5's query language; empty where the index can say nothing. */
  match: string;
  /** The index alone tells whether a call has the words; else the call's texts must be looked at. */
  isExact: boolean;
}

/** Asks for calls that have the words and meet the filters, and for as few others as is cheap. */
export function toIndexQuery(terms: readonly SearchTerm[], filters: readonly CallFilter[]): IndexQuery {
  const words = terms.map(({ ways }) => any(ways.map((needles) => all(needles.flatMap(piecesOfNeedle)))));
  const conditions = [...Map.groupBy(filters, filterGroup).values()].map((group) => {
    const tokens = group.map(filterToken);
    return tokens.every((token) => token !== null) ? any(tokens.map(quote)) : '';
  });
  const needles = terms.flatMap(({ ways }) => ways.flat());
  return {
    match: all([...words, ...conditions].filter((part) => part !== '')),
    isExact: needles.every((needle) => !needle.startsWith(atStart) && [...needle].length <= longestPiece),
  };
}

/** Filters of one group are alternatives to each other. */
const filterGroup = (filter: CallFilter): string =>
  'name' in filter ? `custom ${foldCase(filter.name)}` : filter.kind;

function filterToken(filter: CallFilter): string | null {
  switch (filter.kind) {
    case 'agent':
      return named('agent', filter.agent);
    case 'origin':
      return named('origin', filter.origin);
    case 'popup':
      return named('popup', filter.outcome);
    case 'custom_exists':
      return named('custom', foldCase(filter.name));
    case 'custom_equals':
      return named('custom', foldCase(filter.name), foldCase(filter.value));
    default:
      return null;
  }
}

function piecesOfNeedle(needle: string): string[] {
  const characters = [...writePunctuation(needle.replace(atStart, ''))];
  if (characters.length <= longestPiece) return [quote(characters.join(''))];
  const last = characters.length - longestPiece;
  // Side by side they cover the needle; further ones would cost more than they exclude.
  const count = Math.min(Math.ceil(characters.length / longestPiece) + (characters.length > 6 ? 1 : 0), maximumPieces);
  const starts = Array.from({ length: count }, (_, index) => Math.round((index * last) / (count - 1)));
  return starts.map((start) => quote(characters.slice(start, start + longestPiece).join('')));
}

const quote = (token: string): string => `"${token}"`;
const all = (parts: readonly string[]): string => [...new Set(parts)].join(' AND ');
const any = (parts: readonly string[]): string => `(${parts.map((part) => `(${part})`).join(' OR ')})`;
