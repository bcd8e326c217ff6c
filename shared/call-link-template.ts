import Mustache from 'mustache';
import { z } from 'zod';
import { type FieldName, type LinkCall, readFieldName, readFieldValue } from './call-link-fields.ts';
import type { LinkProblem } from './call-link-problems.ts';
import { hasServers, isNeverOpened, isSchemeAllowed, webSchemes } from './link-schemes.ts';

/**
 * A link's template, parsed. Its scheme and, on the web, its host are written by its author: a variable there is
 * refused, so that no call can lead anywhere else. Programs for calls take the number in place of a host
 * (`zoomphonecall://+442079460018`): there a value may only have letters, digits, `+`, `-` and `_`. Without dots,
 * colons and at signs it cannot name another server, and it needs no encoding, which each program undoes differently.
 * In the path, the query and the fragment every value is encoded, and a value that would climb out of its place in the
 * path is refused.
 */
export interface ParsedTemplate {
  scheme: string;
  parts: TemplatePart[];
}

type TemplatePart = { kind: 'text'; text: string } | Variable;

interface Variable {
  kind: 'variable';
  /** As it is written. */
  name: string;
  field: FieldName;
  place: 'host' | 'path' | 'opaque' | 'query';
}

/** Windows takes no longer address from a program. */
export const maximumUrlLength = 2048;

type Parsed = { ok: true; template: ParsedTemplate } | { ok: false; problem: LinkProblem };
type Filled = { ok: true; url: string } | { ok: false; problem: LinkProblem };

/** A part of a template as mustache's parser tells it: kind, value, begin. */
type Token = { kind: string; value: string; position: number };

/**
 * Reads a template. Only plain `{{name}}` variables are known: sections, partials, comments and other delimiters
 * have no meaning in a link.
 *
 * @param schemes the schemes a person allowed besides http and https
 */
export function parseLinkTemplate(template: string, schemes: readonly string[]): Parsed {
  const control = template.search(/\p{Cc}/u);
  if (control !== -1) return problem({ kind: 'control_character', position: control });
  const tokens = tokenise(template);
  if (!Array.isArray(tokens)) return problem(tokens);
  const broken = findBrokenToken(tokens);
  if (broken !== null) return problem(broken);
  const head = readHead(tokens, schemes);
  if (!head.ok) return head;
  return { ok: true, template: { scheme: head.scheme, parts: toParts(tokens, head.pathPosition, head.isOpaque) } };
}

/** The link of one call, or why there is none. */
export function fillLinkTemplate({ parts }: ParsedTemplate, call: LinkCall): Filled {
  let url = '';
  for (const part of parts) {
    const text = part.kind === 'text' ? part.text : fillVariable(part, call);
    if (typeof text !== 'string') return problem(text);
    url += text;
  }
  if (url.length > maximumUrlLength) return problem({ kind: 'too_long', maximum: maximumUrlLength });
  return z.url().safeParse(url).success ? { ok: true, url } : problem({ kind: 'not_an_address' });
}

/** A value as it appears in the link, or why it cannot. */
function fillVariable(variable: Variable, call: LinkCall): string | LinkProblem {
  const { name, field, place } = variable;
  const value = readFieldValue(call, field);
  if (value.status === 'several') return { kind: 'several_values', name };
  if (value.status === 'missing') return missing(variable);
  if (place === 'host') return safeInHost.test(value.text) ? value.text : { kind: 'unsafe_in_host', name };
  const climbs = place !== 'query' && value.text.split(/[/\\]/).some(isDotSegment);
  return climbs ? { kind: 'changes_path', name } : encode(value.text, place);
}

/** A leading `-` could begin an argument of the program's own. */
const safeInHost = /^[A-Za-z0-9+_][A-Za-z0-9+_-]*$/;

function tokenise(template: string): Token[] | LinkProblem {
  try {
    // A writer of its own: the shared one would keep every state of a template that is being typed.
    const spans: [kind: string, value: string, begin: number, end: number][] = new Mustache.Writer().parse(template, [
      '{{',
      '}}',
    ]);
    return spans.map(([kind, value, position]) => ({ kind, value, position }));
  } catch {
    // What cannot be parsed is a section without its other half, or an end that is missing.
    const section = /\{\{\s*[#^/]/.exec(template);
    const isUnclosed = template.lastIndexOf('{{') > template.lastIndexOf('}}');
    return section === null || isUnclosed
      ? { kind: 'unclosed', position: Math.max(0, template.lastIndexOf('{{')) }
      : { kind: 'not_a_variable', position: section.index };
  }
}

function findBrokenToken(tokens: readonly Token[]): LinkProblem | null {
  for (const { kind, value, position } of tokens) {
    if (kind === 'text') {
      const end = value.indexOf('}}');
      if (end !== -1) return { kind: 'stray_end', position: position + end };
    } else if (kind !== 'name') {
      return { kind: 'not_a_variable', position };
    } else if (value === '') {
      return { kind: 'empty_name', position };
    } else if (readFieldName(value) === null) {
      return { kind: 'unknown_name', position, name: value };
    }
  }
  return null;
}

type Head =
  | { ok: true; scheme: string /** Where the scheme and host end. */; pathPosition: number; isOpaque: boolean }
  | { ok: false; problem: LinkProblem };

/** The scheme and the host, if any: both without variables, except in the host of a program for calls. */
function readHead(tokens: readonly Token[], schemes: readonly string[]): Head {
  const [first, second] = tokens;
  const text = first?.kind === 'text' ? first.value : '';
  const variable = (first?.kind === 'name' ? first : second) ?? null;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const isBegun = variable !== null && /^[a-z0-9+.-]*$/i.test(text);
    return problem(isBegun ? { kind: 'variable_in_scheme', position: variable.position } : { kind: 'no_scheme' });
  }
  if (isNeverOpened(scheme)) return problem({ kind: 'scheme_never', scheme });
  if (!isSchemeAllowed(scheme, schemes)) return problem({ kind: 'scheme_not_allowed', scheme });

  const hostPosition = scheme.length + ':'.length;
  const rest = text.slice(hostPosition);
  if (rest.startsWith('//')) {
    const position = hostPosition + '//'.length;
    return hasServers(scheme) ? readHost(text, scheme, position, variable) : readFreeHost(tokens, scheme, position);
  }
  if (webSchemes.includes(scheme)) return problem({ kind: 'no_host' });
  return { ok: true, scheme, pathPosition: hostPosition, isOpaque: !rest.startsWith('/') };
}

function readHost(text: string, scheme: string, hostPosition: number, variable: Token | null): Head {
  const [authority = ''] = text.slice(hostPosition).split(/[/?#\\]/, 1);
  const pathPosition = hostPosition + authority.length;
  if (pathPosition === text.length && variable !== null) {
    return problem({ kind: 'variable_in_host', position: variable.position });
  }
  if (webSchemes.includes(scheme)) {
    if (authority === '') return problem({ kind: 'no_host' });
    if (authority.includes('@')) return problem({ kind: 'credentials', position: text.indexOf('@') });
  }
  return z.url().safeParse(text.slice(0, pathPosition)).success
    ? { ok: true, scheme, pathPosition, isOpaque: false }
    : problem({ kind: 'not_an_address' });
}

/** The host of a scheme that is not the web's: text and variables up to the path. */
function readFreeHost(tokens: readonly Token[], scheme: string, hostPosition: number): Head {
  let authority = '';
  for (const { kind, value, position } of tokens) {
    const text = kind === 'text' ? value.slice(Math.max(0, hostPosition - position)) : '0';
    const end = kind === 'text' ? text.search(/[/?#\\]/) : -1;
    authority += end === -1 ? text : text.slice(0, end);
    if (end === -1) continue;
    return freeHead(scheme, authority, Math.max(position, hostPosition) + end);
  }
  return freeHead(scheme, authority, Number.POSITIVE_INFINITY);
}

const freeHead = (scheme: string, authority: string, pathPosition: number): Head =>
  z.url().safeParse(`${scheme}://${authority}`).success
    ? { ok: true, scheme, pathPosition, isOpaque: false }
    : problem({ kind: 'not_an_address' });

/** A `%` that begins no escape means itself. Before a variable it never begins one: a value is not part of an escape. */
const escapePercent = (text: string): string => text.replaceAll(/%(?![\da-f]{2})/gi, '%25');

/** Each variable with the place it stands in, which decides how its value is encoded. */
function toParts(tokens: readonly Token[], pathPosition: number, isOpaque: boolean): TemplatePart[] {
  let place: Variable['place'] = isOpaque ? 'opaque' : 'path';
  const parts: TemplatePart[] = [];
  for (const { kind, value, position } of tokens) {
    const field = kind === 'name' ? readFieldName(value) : null;
    if (field !== null) {
      parts.push({ kind: 'variable', name: value, field, place: position < pathPosition ? 'host' : place });
    } else parts.push({ kind: 'text', text: escapePercent(value) });
    if (kind === 'text' && /[?#]/.test(value.slice(Math.max(0, pathPosition - position)))) place = 'query';
  }
  return parts;
}

/** Nothing that has a meaning in an address stays. A number's `+` is one only in a query. */
function encode(text: string, place: Exclude<Variable['place'], 'host'>): string {
  const encoded = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return place === 'opaque' ? encoded.replaceAll('%2B', '+') : encoded;
}

/** Browsers take these out of a path, the second with what stands before it. Only dots alone can make one, whatever stands beside them. */
const isDotSegment = (segment: string): boolean => segment === '.' || segment === '..';

function missing({ name, field }: Variable): LinkProblem {
  return field.kind === 'custom' && field.path !== null
    ? { kind: 'missing_custom_field', name: field.path }
    : { kind: 'missing_field', name };
}

const problem = (one: LinkProblem): { ok: false; problem: LinkProblem } => ({ ok: false, problem: one });
