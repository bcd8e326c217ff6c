import { Agent } from 'node:http';
import { prepareUserData, startDialpop } from '../app/apps.ts';
import type { StartedProcess } from '../app/start-process.ts';
import type { Bench } from '../bench-context.ts';
import { newEvent } from '../load/new-event.ts';
import { post } from '../load/post.ts';
import type { Row } from '../row.ts';
import { median, quantile } from '../statistics.ts';

const smallCalls = 1000;

/** POST → accepted, one at a time and by turns to an app with many calls and to one with a thousand. */
export async function measureInsert({ place, calls, newFolder, large }: Bench): Promise<Row[]> {
  const many = await startDialpop(place, await large());
  const few = await startDialpop(place, prepareUserData(newFolder()));
  const agent = new Agent({ keepAlive: true });
  const send = ({ said }: StartedProcess) => post(agent, said, newEvent().body);
  try {
    for (let index = 0; index < smallCalls; index += 1) await send(few);
    for (let index = 0; index < 200; index += 1) await send(many);
    const rounds = { ours: [] as number[], reference: [] as number[] };
    for (let index = 0; index < 2000; index += 1) {
      rounds.ours.push(await send(many));
      rounds.reference.push(await send(few));
    }
    return [
      {
        id: 'insert',
        what: `POST → accepted with ${calls.toLocaleString('en')} stored`,
        unit: 'ms',
        ours: median(rounds.ours),
        reference: { what: 'with 1,000 stored', value: median(rounds.reference) },
        target: { of: 'ratio', is: 'at most', limit: 1.2 },
        bound: 3,
        details: { ourP95Ms: quantile(rounds.ours, 0.95), referenceP95Ms: quantile(rounds.reference, 0.95) },
      },
    ];
  } finally {
    agent.destroy();
    await many.stop();
    await few.stop();
  }
}
