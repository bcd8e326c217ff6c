import '../support/without-electron.ts';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AfterRestart, copyAsKilled, makeBackup, restart, startRestoringApp } from '../support/restoring-app.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Called before the app changes anything on disk, apart from SQLite's changes. */
const disk = vi.hoisted(() => ({ beforeChange: () => {}, hasSecondNames: true }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const watched = <Args extends unknown[], Result>(change: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      disk.beforeChange();
      return change(...args);
    };
  };
  return {
    ...fs,
    renameSync: watched(fs.renameSync),
    rmSync: watched(fs.rmSync),
    openSync: watched(fs.openSync),
    writeSync: watched(fs.writeSync),
    fsyncSync: watched(fs.fsyncSync),
    writeFileSync: watched(fs.writeFileSync),
    linkSync: watched((...args: Parameters<typeof fs.linkSync>) => {
      if (!disk.hasSecondNames)
        throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
      fs.linkSync(...args);
    }),
  };
});

let folder: ReturnType<typeof temporaryFolder>;
let copies: string[];
let copied = 0;
beforeEach(() => {
  folder = temporaryFolder();
  copies = [];
});
afterEach(() => {
  disk.beforeChange = () => {};
  disk.hasSecondNames = true;
  folder.remove();
});

/** From now on the folder is copied before each of its changes. */
function copyAtEachChange(of: string): void {
  disk.beforeChange = () => {
    const { beforeChange } = disk;
    disk.beforeChange = () => {};
    copied += 1;
    const copy = join(folder.path, `killed-${copied}`);
    copyAsKilled(of, copy);
    copies.push(copy);
    disk.beforeChange = beforeChange;
  };
}
function stopCopying(): string[] {
  disk.beforeChange = () => {};
  return copies.splice(0);
}

/** Which of the two it is; fails if history and settings do not match, or a call is missing. */
function judge({ conversations, settings, others }: AfterRestart): 'before' | 'restored' {
  const isRestored = conversations.includes('leg-0001');
  expect(settings).toMatchObject(
    isRestored
      ? { token: 'c'.repeat(32), port: 5000, agentIds: ['202'], closeExplained: true }
      : { token: 'd'.repeat(32), port: 4000, agentIds: [], closeExplained: true },
  );
  expect(conversations).toEqual(isRestored ? ['leg-0001', 'meanwhile'] : ['from-before', 'meanwhile']);
  const kept = others.filter((name) => name.startsWith('history.before-restore-'));
  expect(kept).toHaveLength(isRestored ? 1 : 0);
  // A file that was only prepared is removed a little later in the start.
  expect(others.filter((name) => !kept.includes(name) && name !== 'history.restoring.sqlite')).toEqual([]);
  return isRestored ? 'restored' : 'before';
}

/** Restores while a call arrives. Returns what a kill at each moment would leave. */
async function restoreAndCopy(): Promise<string[]> {
  const app = await startRestoringApp(join(folder.path, 'data'), makeBackup(folder.path));
  const { replace } = app.writer;
  app.dependencies.history = {
    ...app.writer,
    async replace(replacement) {
      await app.receive('meanwhile');
      copyAtEachChange(app.folder);
      await replace(replacement);
      disk.beforeChange();
    },
  };
  const { updateSettings } = app.dependencies;
  app.dependencies.updateSettings = async (...change) => {
    const saved = await updateSettings(...change);
    disk.beforeChange();
    return saved;
  };
  expect(await app.restore()).toMatchObject({ state: 'done' });
  disk.beforeChange();
  const killed = stopCopying();
  await app.stop();
  return killed;
}

test.each([true, false])(
  'killed at any moment of a restore: history and settings are both the old ones or both the restored ones (second names: %s)',
  async (hasSecondNames) => {
    disk.hasSecondNames = hasSecondNames;
    const killed = await restoreAndCopy();
    const ends: string[] = [];
    for (const copy of killed) ends.push(judge(await restart(copy)));
    // It changes from one to the other once, and not back.
    const restoredFrom = ends.indexOf('restored');
    expect(restoredFrom).toBeGreaterThan(0);
    expect(ends.slice(restoredFrom)).not.toContain('before');
    expect(killed.length).toBeGreaterThan(8);
  },
);

test.each([true, false])(
  'killed again at any moment while the next start puts it right (second names: %s)',
  async (hasSecondNames) => {
    disk.hasSecondNames = hasSecondNames;
    const killed = await restoreAndCopy();
    for (const copy of killed) {
      copyAtEachChange(copy);
      const first = judge(await restart(copy));
      const killedAgain = stopCopying();
      for (const again of killedAgain) expect(judge(await restart(again))).toBe(first);
    }
  },
);
