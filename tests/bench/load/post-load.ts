/**
 * Load from a process of its own: `node post-load.ts <url> <connections> <ms>`. Each connection sends a
 * new event as soon as its last one was accepted. Prints requests a second and the 99th percentile in ms.
 */
import { Agent } from 'node:http';
import { quantile } from '../statistics.ts';
import { newEvent } from './new-event.ts';
import { post } from './post.ts';

/** The first answers come from code that is not compiled yet, on both sides. */
const warmUpMs = 1000;

const [url = '', connections = '', durationMs = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const countFrom = performance.now() + warmUpMs;
const end = countFrom + Number(durationMs);
const times: number[] = [];

async function sendUntilEnd(): Promise<void> {
  while (performance.now() < end) {
    const tookMs = await post(agent, url, newEvent().body);
    const now = performance.now();
    if (now >= countFrom && now < end) times.push(tookMs);
  }
}

await Promise.all(Array.from({ length: Number(connections) }, sendUntilEnd));
agent.destroy();
process.stdout.write(
  JSON.stringify({ aSecond: times.length / (Number(durationMs) / 1000), p99Ms: quantile(times, 0.99) }),
);
