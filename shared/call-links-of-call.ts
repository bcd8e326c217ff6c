import { type LinkCall, readFieldName, readFieldValue } from './call-link-fields.ts';
import { describeLinkProblem } from './call-link-problems.ts';
import { fillLinkTemplate, parseLinkTemplate } from './call-link-template.ts';
import type { CallLink, LinkCondition, LinkTemplate } from './call-links.ts';

/**
 * The links whose condition holds for a call, in their own order.
 *
 * @param schemes the schemes a person allowed besides http and https
 */
export function linksOfCall(call: LinkCall, links: readonly LinkTemplate[], schemes: readonly string[]): CallLink[] {
  return links
    .filter(({ condition }) => holdsCondition(call, condition))
    .map((link) => linkOfCall(call, link, schemes));
}

/** One link of a call: its address, or why there is none, as a sentence. */
export function linkOfCall(call: LinkCall, { id, name, template }: LinkTemplate, schemes: readonly string[]): CallLink {
  const parsed = parseLinkTemplate(template, schemes);
  const filled = parsed.ok ? fillLinkTemplate(parsed.template, call) : parsed;
  return filled.ok
    ? { id, name, status: 'ready', url: filled.url }
    : { id, name, status: 'unavailable', reason: describeLinkProblem(filled.problem) };
}

/** Whether a link is offered for a call. Values are compared without regard to case and to spaces around them. */
export function holdsCondition(call: LinkCall, condition: LinkCondition): boolean {
  if (condition.kind === 'always') return true;
  const field = readFieldName(condition.field);
  if (field === null) return false;
  const value = readFieldValue(call, field);
  if (condition.kind === 'field_exists') return value.status !== 'missing';
  return value.status === 'text' && value.text.toLowerCase() === condition.value.trim().toLowerCase();
}
