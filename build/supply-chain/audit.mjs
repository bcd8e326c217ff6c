/** What npm's audit tells, held against the exceptions somebody has looked at and explained. */
import { z } from 'zod';

/** An advisory that is known and does not matter here; after the day it must be looked at again. */
export const exceptionSchema = z
  .object({
    advisory: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/),
    package: z.string(),
    reason: z.string().min(20),
    until: z.iso.date(),
  })
  .strict();

const advisorySchema = z.object({ name: z.string(), title: z.string(), url: z.string(), severity: z.string() });

/** npm's report, as far as it is read: `via` has the package's own advisories, and as text those it has by others. */
const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisorySchema])) })),
});

/**
 * @typedef {z.infer<typeof exceptionSchema>} AuditException
 * @typedef {z.infer<typeof advisorySchema>} Advisory
 * @typedef {{state: 'clean', explained: number} | {state: 'open', problems: string[]} | {state: 'unknown', detail: string}} AuditOutcome
 */

/**
 * @param {string} output what `npm audit --json` printed on standard output
 * @param {readonly AuditException[]} exceptions
 * @param {string} today like 2026-11-24
 * @returns {AuditOutcome} unknown where npm got no answer: that is no clean one
 */
export function judgeAudit(output, exceptions, today) {
  const report = readReport(output);
  if (!report.ok) return { state: 'unknown', detail: report.detail };
  const advisories = Object.values(report.vulnerabilities).flatMap(({ via }) => via);
  const found = [...new Map(advisories.flatMap((one) => (typeof one === 'string' ? [] : [[one.url, one]]))).values()];
  const excuse = (/** @type {Advisory} */ { name, url }) =>
    exceptions.find(({ advisory, package: of }) => of === name && url.endsWith(`/${advisory}`));
  const open = found.flatMap((advisory) => {
    const { name, title, url, severity } = advisory;
    const until = excuse(advisory)?.until;
    if (until !== undefined && until >= today) return [];
    return [`${name}: ${title} (${severity}), ${url}${until === undefined ? '' : `; its exception ended on ${until}`}`];
  });
  const used = new Set(found.map(excuse));
  const stale = exceptions
    .filter((exception) => !used.has(exception))
    .map(({ package: of, advisory }) => `${of}: ${advisory} is no longer reported; take its exception out`);
  const problems = [...open, ...stale];
  return problems.length > 0 ? { state: 'open', problems } : { state: 'clean', explained: exceptions.length };
}

/**
 * @param {string} output
 * @returns {{ok: true, vulnerabilities: z.infer<typeof reportSchema>['vulnerabilities']} | {ok: false, detail: string}}
 */
function readReport(output) {
  try {
    const value = JSON.parse(output);
    const parsed = reportSchema.safeParse(value);
    if (parsed.success) return { ok: true, vulnerabilities: parsed.data.vulnerabilities };
    return { ok: false, detail: typeof value.message === 'string' ? value.message : 'npm’s report is of another form' };
  } catch {
    return { ok: false, detail: output.trim().split('\n').at(-1) || 'npm answered nothing' };
  }
}
