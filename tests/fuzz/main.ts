/** `npm run test:fuzz`: sends 200,000 requests of every kind to a real listener. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type FuzzFailure, runFuzz } from './fuzz.ts';
import { saveRegression } from './regressions.ts';

const help = `Usage: npm run test:fuzz -- [options]

  --requests <n>  how many requests (default 200000)
  --seed <n>      decides what is sent (default: another one each time)
  --batch <n>     only this batch of the seed's, as a failure names it
  --help          show this list
`;

const progressEveryMs = 5000;
const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};

function readNumber(name: string, text: string, highest: number): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= highest) return Number(text);
  throw new Error(`--${name} takes a whole number up to ${highest}, not "${text}".`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '200000' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      batch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help,
    requests: readNumber('requests', values.requests, 100_000_000),
    seed: readNumber('seed', values.seed, 2 ** 31 - 1),
    onlyBatch: values.batch === undefined ? null : readNumber('batch', values.batch, 100_000_000),
  };
}

/** Says how far it is, how fast, and when it will be done, every few seconds. */
function createProgress(requests: number) {
  const begin = performance.now();
  let saidAt = begin;
  return (sent: number): void => {
    const now = performance.now();
    if (now - saidAt < progressEveryMs && sent < requests) return;
    saidAt = now;
    const perSecond = (sent / (now - begin)) * 1000;
    const left = Math.ceil(Math.max(0, requests - sent) / perSecond);
    say(`${sent} of ${requests} requests, ${Math.round(perSecond)} a second, ${left} s left`);
  };
}

function report({ batch, failed, regression }: FuzzFailure, seed: number): void {
  say(`\n✗ ${failed}`);
  if (regression !== null) say(`  Saved as ${saveRegression(`seed-${seed}-batch-${batch}`, regression)}`);
  say(`  Again: npm run test:fuzz -- --seed ${seed} --batch ${batch}`);
}

async function main(): Promise<void> {
  const { help: isHelp, ...options } = readOptions();
  if (isHelp) {
    process.stdout.write(help);
    return;
  }
  say(`Seed ${options.seed}`);
  const { sent, failures } = await runFuzz({
    ...options,
    onProgress: createProgress(options.requests),
    onFound: (batch, failed) => say(`Batch ${batch} fails, making it smaller: ${failed.slice(0, 500)}`),
  });
  for (const failure of failures) report(failure, options.seed);
  say(
    failures.length === 0 ? `\n✓ ${sent} requests, nothing found` : `\n✗ ${sent} requests, ${failures.length} failures`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
