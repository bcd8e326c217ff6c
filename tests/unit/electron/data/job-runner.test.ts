import { describe, expect, test } from 'vitest';
import { createJobRunner, type JobControl, type JobEnd } from '../../../../electron/data/job-runner.ts';
import type { BackupContents, Job } from '../../../../shared/jobs.ts';

const contents: BackupContents = {
  file: '/saved',
  createdAt: 1,
  appVersion: '1',
  calls: 3,
  newestAt: 1,
  hasSettings: true,
};
const done: JobEnd = { state: 'done', file: '/file', count: 3, setAside: null };

function setUp() {
  const told: (Job | null)[] = [];
  const jobs = createJobRunner((job) => told.push(job));
  return { jobs, told, states: () => told.map((job) => job?.state ?? null) };
}

/** Work that ends when it is told how. */
function openWork() {
  let end: (how: JobEnd) => void = () => {};
  let control: JobControl | null = null;
  return {
    work: (given: JobControl) => {
      control = given;
      return new Promise<JobEnd>((resolve) => {
        end = resolve;
        given.signal.addEventListener('abort', () => resolve({ state: 'cancelled' }));
      });
    },
    end: (how: JobEnd) => end(how),
    progress: (amount: number, total: number | null) => control?.progress(amount, total),
  };
}

describe('a job', () => {
  test('is told from its beginning to its end, and stays known until it is looked at', async () => {
    const { jobs, told } = setUp();
    const open = openWork();
    expect(jobs.start('export', 'busy', open.work)).toEqual({ ok: true });
    open.progress(5, 10);
    open.end(done);
    await jobs.stop();
    expect(told).toEqual([
      { kind: 'export', state: 'running', done: 0, total: null },
      { kind: 'export', state: 'running', done: 5, total: 10 },
      { kind: 'export', ...done },
    ]);
    expect(jobs.get()).toMatchObject({ state: 'done' });
    jobs.dismiss();
    expect(jobs.get()).toBeNull();
  });

  test('is the only one', async () => {
    const { jobs } = setUp();
    const open = openWork();
    jobs.start('export', 'busy', open.work);
    expect(jobs.start('backup', 'one is under way', open.work)).toEqual({ ok: false, message: 'one is under way' });
    jobs.dismiss();
    expect(jobs.get()).toMatchObject({ kind: 'export', state: 'running' });
    await jobs.stop();
    expect(jobs.start('backup', 'busy', open.work)).toEqual({ ok: true });
  });

  test('that is cancelled says so', async () => {
    const { jobs, states } = setUp();
    jobs.start('backup', 'busy', openWork().work);
    await jobs.stop();
    expect(states()).toEqual(['running', 'cancelled']);
  });

  test('that throws has failed, with the reason', async () => {
    const { jobs } = setUp();
    jobs.start('backup', 'busy', () => Promise.reject(new Error('no luck')));
    await jobs.stop();
    expect(jobs.get()).toEqual({ kind: 'backup', state: 'failed', message: 'no luck' });
  });

  test.each([
    ['yes', true],
    ['no', false],
  ])('that asks goes on or not: %s', async (_word, answer) => {
    const { jobs, states } = setUp();
    let heard: boolean | null = null;
    jobs.start('restore', 'busy', async ({ ask }) => {
      heard = await ask(contents);
      return heard ? done : { state: 'cancelled' };
    });
    expect(jobs.get()).toEqual({ kind: 'restore', state: 'asking', backup: contents });
    expect(jobs.isBusy()).toBe(true);
    if (answer) jobs.confirm();
    else jobs.cancel();
    await jobs.stop();
    expect(heard).toBe(answer);
    expect(states()).toEqual(answer ? ['running', 'asking', 'running', 'done'] : ['running', 'asking', 'cancelled']);
  });

  test('that hangs does not keep the app from quitting', async () => {
    const { jobs } = setUp();
    jobs.start('restore', 'busy', () => new Promise(() => {}));
    await jobs.stop();
    expect(jobs.isBusy()).toBe(true);
  });
});
