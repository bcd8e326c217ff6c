import Mustache from 'mustache';
import { z } from 'zod';
import { type FieldName, type LinkCall, readFieldName, readFieldValue } from './call-link-fields.ts';
import type { LinkProblem } from './call-link-problems.ts';
import { isNeverOpened, isSchemeAllowed, webSchemes } from './link-schemes.ts';

/**
 * A link's template, read. Its scheme and host are its author's own words: a variable there is
 * refused, so that no call can lead anywhere else. In the path, the query and the fragment
 * every value is encoded, and one that would climb out of its place in the path is refused.
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
  place: 'path' | 'opaque' | 'query';
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
    if (part.kind === 'text') {
      url += part.text;
      continue;
    }
    const value = readFieldValue(call, part.field);
    if (value.status === 'several') return problem({ kind: 'several_values', name: part.name });
    if (value.status === 'missing') return problem(missing(part));
    if (part.place !== 'query' && value.text.split(/[/\\]/).some(isDotSegment)) {
      return problem({ kind: 'changes_path', name: part.name });
    }
    url += encode(value.text, part.place);
  }
  if (url.length > maximumUrlLength) return problem({ kind: 'too_long', maximum: maximumUrlLength });
  return z.url().safeParse(url).success ? { ok: true, url } : problem({ kind: 'not_an_address' });
}

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

/** The scheme and, where there is one, the host: both must be there in plain words. */
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
  if (rest.startsWith('//')) return readHost(text, scheme, hostPosition + '//'.length, variable);
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

/** Each variable with the place it stands in, which decides how its value is encoded. */
function toParts(tokens: readonly Token[], pathPosition: number, isOpaque: boolean): TemplatePart[] {
  let place: Variable['place'] = isOpaque ? 'opaque' : 'path';
  const parts: TemplatePart[] = [];
  for (const { kind, value, position } of tokens) {
    const field = kind === 'name' ? readFieldName(value) : null;
    if (field !== null) parts.push({ kind: 'variable', name: value, field, place });
    else parts.push({ kind: 'text', text: value });
    if (kind === 'text' && /[?#]/.test(value.slice(Math.max(0, pathPosition - position)))) place = 'query';
  }
  return parts;
}

/** Nothing that has a meaning in an address stays. A number's `+` is one only in a query. */
function encode(text: string, place: Variable['place']): string {
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
