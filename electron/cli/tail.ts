/** `npm run -s tail`: prints requests as they come, whether or not the app runs, until it is stopped. */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { escapeDeceiving, spellDeceiving } from '../../shared/plain-text.ts';
import type { RequestQuery } from '../../shared/request-query.ts';
import { parseRequestQueryText } from '../../shared/request-query-text.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { messageOf } from '../error-message.ts';
import { hideToken } from '../take-away/exact-request.ts';
import { toRequestLine } from '../take-away/files/request-line.ts';
import { defaultUserData, historyFile } from '../user-data.ts';
import { endWithReader } from './end-with-reader.ts';
import { fail } from './fail.ts';
import { loadHomeCountry } from './load-home-country.ts';
import { readToken } from './read-token.ts';
import { followRequests } from './tail/follow-requests.ts';
import { toTailLine } from './tail/tail-line.ts';

const help = `Usage: npm run -s tail -- [options]

  --json             one JSON object a line, as in an export
  --filter <text>    only what this finds, as in the search box of Requests:
                     "outcome:refused", "kind:cdr status:4xx", "header.user-agent:curl", "4711"
  --limit <n>        how many of the past come first (default 10)
  --user-data <dir>  the folder DialPop was started with
  --help             show this list

The token is nowhere in it; {token} stands in its place. Ctrl+C ends it.
`;

const pollMs = 250;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      filter: { type: 'string', default: '' },
      limit: { type: 'string', default: '10' },
      'user-data': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (!/^\d{1,6}$/.test(values.limit)) fail(`--limit takes a number from 0, not "${values.limit}".`);
  const userData = values['user-data'] ?? defaultUserData();
  loadHomeCountry(userData);
  endWithReader();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

  const follower = followRequests({
    historyFile: historyFile(userData),
    query: readFilter(values.filter),
    limit: Number(values.limit),
  });
  let told: string | null = null;
  for (;;) {
    const { requests, problem } = follower.look();
    if (problem !== null && problem !== told) process.stderr.write(`${problem}\n`);
    told = problem;
    if (requests.length > 0) print(requests, readToken(userData), values.json);
    await wait(pollMs);
  }
}

function print(requests: readonly RequestDetail[], token: string | null, isJson: boolean): void {
  for (const request of requests) {
    const hidden = token === null ? request : hideToken(request, token);
    process.stdout.write(isJson ? `${escapeDeceiving(toRequestLine(hidden).trimEnd())}\n` : `${toTailLine(hidden)}\n`);
  }
}

function readFilter(text: string): RequestQuery {
  const { query, problems } = parseRequestQueryText(text);
  const [problem] = problems;
  if (problem === undefined) return query;
  const allowed = problem.allowed.length === 0 ? '' : ` It takes ${problem.allowed.join(', ')}.`;
  return fail(
    `--filter: "${spellDeceiving(problem.text)}" cannot be understood (${problem.reason.replaceAll('_', ' ')}).${allowed}`,
  );
}

try {
  await main();
} catch (error) {
  fail(messageOf(error));
}
