declare module 'spdx-satisfies' {
  /** Whether a licence expression can be met with some of the approved licences; throws for what is no expression. */
  export default function satisfies(expression: string, approved: readonly string[]): boolean;
}
