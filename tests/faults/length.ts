/**
 * Whether the faults are caused in their short form, as in `npm test`, or in full, as in
 * `npm run test:faults`. The only place that asks; tests choose their numbers by it.
 */
export const isShort = process.env['FAULTS_LENGTH'] !== 'full';

/** A number of repetitions, calls or seconds: the first in full length, the second in the short form. */
export const byLength = (full: number, short: number): number => (isShort ? short : full);
