import { t } from './i18n/translate.ts';

/**
 * Why a template is no link, or why there is none for a call. `position` counts UTF-16 units of
 * the template from 0.
 */
export type LinkProblem =
  | { kind: 'unclosed' | 'stray_end' | 'empty_name' | 'not_a_variable'; position: number }
  | { kind: 'unknown_name'; position: number; name: string }
  | { kind: 'variable_in_scheme' | 'variable_in_host' | 'credentials' | 'control_character'; position: number }
  | { kind: 'no_scheme' | 'no_host' | 'not_an_address' }
  | { kind: 'scheme_never' | 'scheme_not_allowed'; scheme: string }
  | { kind: 'unknown_field'; name: string }
  | {
      kind: 'missing_field' | 'missing_custom_field' | 'several_values' | 'changes_path' | 'unsafe_in_host';
      name: string;
    }
  | { kind: 'too_long'; maximum: number };

/** A problem as one sentence for the person who wrote the template or looks at the call. */
export function describeLinkProblem(problem: LinkProblem): string {
  const { kind, ...values } = problem;
  // People count characters from 1.
  const position = 'position' in values ? { position: values.position + 1 } : {};
  return t(`links.problem.${kind}`, { ...values, ...position, open: '{{', close: '}}' });
}
