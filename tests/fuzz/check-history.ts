import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exportCalls } from '../../electron/data/export-calls.ts';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { isNotStray } from '../../electron/history/request-writer.ts';
import { everyCall } from '../../shared/call-query.ts';
import { parseQueryText } from '../../shared/call-query-text.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { token } from '../support/webhook-fixture.ts';
import type { FuzzServer } from './server-process.ts';

/** What must hold of a history as a whole, as queries that find nothing. */
const violations = {
  'an event that was not accepted once':
    "SELECT id FROM events WHERE (SELECT count(*) FROM requests WHERE event_id = events.id AND outcome = 'accepted') <> 1",
  'a redelivery before its event': `
    SELECT event_id FROM requests AS later WHERE outcome = 'accepted'
    AND EXISTS (SELECT 1 FROM requests WHERE event_id = later.event_id AND id < later.id)`,
  'a call without events': 'SELECT id FROM calls WHERE NOT EXISTS (SELECT 1 FROM events WHERE call_id = calls.id)',
  'deliveries that are not counted': `
    SELECT calls.id FROM calls WHERE deliveries <> (SELECT max(total) FROM (SELECT count(*) AS total FROM requests
      JOIN events ON events.id = requests.event_id WHERE events.call_id = calls.id GROUP BY events.id))`,
  'a trace that tells another answer than its request':
    "SELECT request_id FROM traces JOIN requests ON requests.id = request_id WHERE answer ->> '$.status' <> answer_status",
  'a token in what was written down of how a request came': `
    SELECT request_id FROM traces JOIN requests ON requests.id = request_id
    WHERE instr(lower(path || headers || answer), '${token}') OR (NOT (${isNotStray}) AND instr(lower(query), '${token}'))`,
  'a body of a request that was turned away': `SELECT id FROM requests WHERE NOT (${isNotStray}) AND length(body) > 0`,
  'an unread count that is not right':
    "SELECT 1 FROM totals WHERE name = 'unread' AND calls <> (SELECT count(*) FROM calls WHERE unread = 1 AND deleted_at IS NULL)",
} as const;

/** What a person may type. */
const searches = [
  '44',
  '+44 20',
  'known-1',
  'x',
  '\u0000',
  '\uD800',
  "'; --",
  'agent:202',
  'custom.crm:true',
  'custom.crm:*',
  'is:unread',
  'is:click2call',
  'popup:none',
  'day:today',
];

/** The history as a whole: sound, countable, searchable and exportable. To be called when nothing is being written. */
export async function checkHistory(server: FuzzServer): Promise<string[]> {
  const failures: string[] = [];
  for (const [name, query] of Object.entries(violations)) {
    const rows = server.database.prepare(query).all();
    if (rows.length > 0) failures.push(`${name}: ${JSON.stringify(rows.slice(0, 5))}`);
  }
  failures.push(...findDamage(server.file));
  try {
    await server.index();
    failures.push(...readLists(server), ...(await exportAll(server)));
  } catch (error) {
    failures.push(`the history cannot be read: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return failures;
}

/**
 * On a connection of its own: FTS5 looks at its index with what the connection knew of it before, and takes what another
 * connection has merged since for damage. A search begins by reading it anew.
 */
function findDamage(file: string): string[] {
  const database = openDatabaseReadOnly(file);
  try {
    const rows = database.prepare("SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'").all();
    return rows.map((row) => `damage to the file: ${JSON.stringify(row)}`);
  } finally {
    database.close();
  }
}

function readLists({ reader }: FuzzServer): string[] {
  let listed = 0;
  for (let before: number | null = null, hasMore = true; hasMore; ) {
    const page = reader.listCalls(before, 200);
    listed += page.items.length;
    before = page.next;
    hasMore = before !== null;
  }
  reader.listEvents(200);
  reader.findRequests({ query: everyRequest, before: null, limit: 200 });
  reader.getTodayStatistics();
  reader.suggestFilterValues({ of: 'agent', prefix: '' });
  reader.suggestFilterValues({ of: 'custom_name', prefix: '' });
  reader.suggestFilterValues({ of: 'custom_value', name: 'crm', prefix: '' });
  for (const text of searches) {
    const { query } = parseQueryText(text);
    reader.findCalls({ query, before: null, limit: 50 });
    reader.countFound({ query, before: null });
  }
  const counted = reader.countCalls();
  return listed === counted ? [] : [`${listed} calls listed, ${counted} counted`];
}

async function exportAll({ file, reader }: FuzzServer): Promise<string[]> {
  const folder = temporaryFolder();
  const control = { checkCancelled: () => {}, progress: () => {}, deleted: () => {} };
  try {
    const failures: string[] = [];
    for (const format of ['csv', 'jsonl'] as const) {
      const target = join(folder.path, `calls.${format}`);
      const home = { chosen: null, system: null };
      const argument = { historyFile: file, query: everyCall, format, home, target, partial: `${target}.partial` };
      const { calls } = await exportCalls(argument, control);
      if (calls !== reader.countCalls()) failures.push(`${calls} calls exported as ${format}`);
      if (format === 'jsonl') {
        const lines = readFileSync(target, 'utf8').split('\n').slice(0, -1);
        if (lines.map((line) => JSON.parse(line)).length !== calls) failures.push(`${lines.length} lines of JSON`);
      }
      rmSync(target);
    }
    return failures;
  } finally {
    folder.remove();
  }
}
