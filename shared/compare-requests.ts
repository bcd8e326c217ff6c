import {
  type ComparedRequest,
  flattenMessage,
  isMessageInQuery,
  type MessageValue,
  type MessageValues,
  readBodyKind,
  readMessage,
  type ValueType,
} from './message-values.ts';
import { headersOf } from './request-draft.ts';
import { readUrlEncoded } from './url-encoded.ts';

/** How two values differ; `type`: they say the same, one as text and one as a number, say. */
export type Difference = 'equal' | 'type' | 'changed' | 'only_left' | 'only_right';

/** What stands under one name on both sides. */
export interface ComparedValue {
  name: string;
  /** Null where it is missing. */
  left: string | null;
  right: string | null;
  difference: Difference;
  /** Of JSON values, what they are: `text`, `number`, …; null elsewhere. */
  types: { left: ValueType; right: ValueType } | null;
}

export const comparedParts = ['request', 'query', 'headers', 'message'] as const;
export type ComparedPart = (typeof comparedParts)[number];
export type Comparison = Record<ComparedPart, ComparedValue[]>;

/**
 * Compares two requests value by value, by name and not by place: the order of headers, of parameters and of JSON
 * fields says nothing. Texts of custom fields that hold JSON are looked into.
 */
export function compareRequests(left: ComparedRequest, right: ComparedRequest): Comparison {
  return {
    request: compareNamed(aboutRequest(left), aboutRequest(right)),
    query: compareNamed(queryParameters(left), queryParameters(right)),
    headers: compareNamed(headers(left), headers(right)),
    message: compareMessages(flattenMessage(readMessage(left)), flattenMessage(readMessage(right))),
  };
}

/** How many values of a comparison are not the same. */
export const countDifferences = (values: readonly ComparedValue[]): number =>
  values.filter(({ difference }) => difference !== 'equal').length;

/** Two texts, split where they begin to differ and where they are the same again. */
export interface SplitChange {
  before: string;
  left: string;
  right: string;
  after: string;
}

export function splitChange(left: string, right: string): SplitChange {
  // By whole characters: half of one cannot be shown.
  const [leftCharacters, rightCharacters] = [[...left], [...right]];
  const shorter = Math.min(leftCharacters.length, rightCharacters.length);
  let start = 0;
  while (start < shorter && leftCharacters[start] === rightCharacters[start]) start += 1;
  let end = 0;
  while (end < shorter - start && leftCharacters.at(-1 - end) === rightCharacters.at(-1 - end)) end += 1;
  const middle = (characters: string[]): string => characters.slice(start, characters.length - end).join('');
  return {
    before: leftCharacters.slice(0, start).join(''),
    left: middle(leftCharacters),
    right: middle(rightCharacters),
    after: leftCharacters.slice(leftCharacters.length - end).join(''),
  };
}

type Named = readonly (readonly [name: string, value: string])[];

const aboutRequest = ({ request, bodyText }: ComparedRequest): Named => [
  ['method', request.method],
  ...(request.trace === null ? [] : ([['path', request.trace.path]] as const)),
  ['bodyKind', readBodyKind(request, bodyText)],
  ['bodyBytes', String(request.bodyBytes)],
  ['outcome', request.outcome],
  ['answerStatus', String(request.answerStatus)],
];

/** Of a query that is the message itself the values are told as that. */
function queryParameters({ request }: ComparedRequest): Named {
  if (isMessageInQuery(request)) return [];
  return numberRepeats(readUrlEncoded(request.query).map(({ name, value }) => [name, value]));
}

const headers = ({ request }: ComparedRequest): Named => numberRepeats(headersOf(request));

/** The second of a name is `name [2]`: what comes twice is compared with what comes twice. */
function numberRepeats(named: Named): Named {
  const counts = new Map<string, number>();
  return named.map(([name, value]) => {
    const count = (counts.get(name.toLowerCase()) ?? 0) + 1;
    counts.set(name.toLowerCase(), count);
    return [count === 1 ? name : `${name} [${count}]`, value];
  });
}

/** Names are the same whatever their case, as of headers; they are shown as they stand on the left. */
function compareNamed(left: Named, right: Named): ComparedValue[] {
  const toMap = (named: Named) => new Map(named.map((entry) => [entry[0].toLowerCase(), entry]));
  const [leftByName, rightByName] = [toMap(left), toMap(right)];
  return [...new Set([...leftByName.keys(), ...rightByName.keys()])].map((key) => {
    const [before, after] = [leftByName.get(key), rightByName.get(key)];
    const name = before?.[0] ?? after?.[0] ?? key;
    return { name, ...toDifference(before?.[1] ?? null, after?.[1] ?? null), types: null };
  });
}

function toDifference(left: string | null, right: string | null): Pick<ComparedValue, 'left' | 'right' | 'difference'> {
  if (left === null) return { left, right, difference: 'only_right' };
  if (right === null) return { left, right, difference: 'only_left' };
  return { left, right, difference: left === right ? 'equal' : 'changed' };
}

function compareMessages(left: MessageValues, right: MessageValues): ComparedValue[] {
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name): ComparedValue[] => {
    const [before, after] = [left.get(name), right.get(name)];
    if (before?.isContainer === true && after?.isContainer === true) return compareContainers(name, before, after);
    // An object is told by what is in it.
    const [plainBefore, plainAfter] = [withoutContainer(before), withoutContainer(after)];
    return plainBefore === null && plainAfter === null ? [] : [comparePlain(name, plainBefore, plainAfter)];
  });
}

/** Told only where it is an object here and a text that holds one there. */
function compareContainers(name: string, { type: left }: MessageValue, { type: right }: MessageValue): ComparedValue[] {
  return left === right ? [] : [{ name, left: '', right: '', difference: 'type', types: { left, right } }];
}

const withoutContainer = (value: MessageValue | undefined): MessageValue | null =>
  value === undefined || value.isContainer ? null : value;

function comparePlain(name: string, before: MessageValue | null, after: MessageValue | null): ComparedValue {
  const compared = toDifference(before?.text ?? null, after?.text ?? null);
  const isOtherType = before !== null && after !== null && before.type !== after.type;
  return {
    name,
    ...compared,
    difference: compared.difference === 'equal' && isOtherType ? 'type' : compared.difference,
    types: isOtherType ? { left: before.type, right: after.type } : null,
  };
}
