import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeCalls } from '../../../electron/seed/make-calls.ts';
import type { Bench } from '../bench-context.ts';
import type { Row } from '../row.ts';

/** More of them change nothing in their average. */
const sampledCalls = 20_000;

/** What the history takes with its index and all, beside the bodies of all its requests. */
export async function measureDisk({ calls, largeOriginal }: Bench): Promise<Row[]> {
  const folder = await largeOriginal();
  const bytes = readdirSync(folder)
    .filter((name) => name.startsWith('history.sqlite'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return [
    {
      id: 'disk',
      what: `bytes on disk for each of ${calls.toLocaleString('en')} calls`,
      unit: 'B',
      ours: bytes / calls,
      reference: { what: 'bodies as they came', value: averageBodyBytes(Math.min(calls, sampledCalls)) },
      target: { of: 'ratio', is: 'at most', limit: 5 },
      bound: 10,
    },
  ];
}

/** Of all requests of a call, as the seeded calls are made. */
function averageBodyBytes(calls: number): number {
  let bytes = 0;
  for (const { messages } of makeCalls({ calls, days: 365, agents: 25, seed: 1, until: Date.now() })) {
    for (const { fields, deliveries } of messages) bytes += Buffer.byteLength(JSON.stringify(fields)) * deliveries;
  }
  return bytes / calls;
}
