import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, newCall, type RunningApp, test } from '../support/desktop.ts';
import { createSmallDisk } from '../support/small-disk.ts';

const token = 'd'.repeat(32);
const fileOf = (userData: string): string => join(userData, 'settings.json');
const read = (userData: string) => JSON.parse(readFileSync(fileOf(userData), 'utf8'));

const tokenOf = ({ url }: RunningApp): string => new URL(url).pathname.split('/').at(-1) ?? '';
const bannerOf = (page: Page, text: string) => page.locator('.banners').getByText(text);

async function expectAnswered(app: RunningApp): Promise<void> {
  expect((await app.post(newCall())).status).toBe(200);
}

/** Zooms in by a step, a change that is saved at once. */
const zoomIn = (page: Page): Promise<void> => page.keyboard.press('Control+=');

test('a damaged file is set aside, the token that can be read survives, and the window says so', async ({
  launch,
  userData,
}) => {
  const damaged = `{"port": 3425, "token": "${token}", "agentIds": ["202`;
  writeFileSync(fileOf(userData), damaged);
  const app = await launch({ hidden: false });
  const page = await app.window();
  expect(tokenOf(app)).toBe(token);
  await expectAnswered(app);
  await expect(bannerOf(page, 'The settings file was damaged')).toBeVisible();
  const aside = readdirSync(userData).find((name) => name.startsWith('settings.damaged-')) ?? '';
  expect(readFileSync(join(userData, aside), 'utf8')).toBe(damaged);
  expect(read(userData)).toMatchObject({ token });
});

test('what a newer version wrote is kept for it, and what this one cannot read is set aside', { tag: '@full' }, async ({
  launch,
  userData,
}) => {
  const newer = { token, welcomeDone: true, theme: 'sepia', language: 'tlh', agentIds: ['202'] };
  writeFileSync(fileOf(userData), JSON.stringify(newer));
  const app = await launch({ hidden: false });
  const page = await app.window();
  expect(tokenOf(app)).toBe(token);
  await expect(bannerOf(page, 'The settings file was damaged')).toBeVisible();
  await zoomIn(page);
  await expect.poll(() => read(userData)).toMatchObject({ theme: 'sepia', agentIds: ['202'], zoomPercent: 110 });
  const aside = readdirSync(userData).find((name) => name.startsWith('settings.damaged-')) ?? '';
  expect(JSON.parse(readFileSync(join(userData, aside), 'utf8'))).toEqual(newer);
});

test('what an older version wrote is taken over without a word', { tag: '@full' }, async ({ launch, userData }) => {
  writeFileSync(fileOf(userData), JSON.stringify({ token, welcomeDone: true, agentIds: ['202'] }));
  const app = await launch({ hidden: false });
  expect(tokenOf(app)).toBe(token);
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
  await expect((await app.window()).locator('.banners').getByRole('status')).toHaveCount(0);
  expect(read(userData)).toMatchObject({ token, agentIds: ['202'], linkSchemes: [] });
});

/** Nobody, not even root, may write a file; null where this machine has no way to that. */
function forbidWriting(file: string): (() => void) | null {
  try {
    execFileSync('chattr', ['+i', file], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => execFileSync('chattr', ['-i', file]);
}

test('a file that cannot be written: the window says so, and it is saved by itself when it can be', {
  tag: '@full',
}, async ({ launch, userData }) => {
  writeFileSync(fileOf(userData), JSON.stringify({ token, welcomeDone: true }));
  const allowWriting = forbidWriting(fileOf(userData));
  test.skip(allowWriting === null, 'No file can be made unwritable for root on this machine');
  try {
    const app = await launch({ hidden: false });
    const page = await app.window();
    expect(tokenOf(app)).toBe(token);
    await expectAnswered(app);
    const banner = bannerOf(page, 'The settings cannot be saved');
    await expect(banner).toBeVisible();
    await zoomIn(page);
    await expect(banner).toBeVisible();
    expect(read(userData)).toEqual({ token, welcomeDone: true });

    allowWriting?.();
    await expect(banner).toBeHidden();
    expect(read(userData)).toMatchObject({ token, zoomPercent: 100 });
    await zoomIn(page);
    await expect.poll(() => read(userData).zoomPercent).toBe(110);
  } finally {
    allowWriting?.();
  }
});

test('a full disk: the window says so, what was saved stays whole, and the next change is saved when there is room', {
  tag: '@full',
}, async ({ launch }) => {
  const disk = createSmallDisk(200);
  test.skip(disk === null, 'No file system can be mounted on this machine');
  if (disk === null) return;
  try {
    writeFileSync(fileOf(disk.path), JSON.stringify({ token, welcomeDone: true }));
    const app = await launch({ hidden: false, userData: disk.path });
    const page = await app.window();
    await expectAnswered(app);
    disk.fill();
    await zoomIn(page);
    const banner = bannerOf(page, 'The settings cannot be saved');
    await expect(banner).toBeVisible();
    expect(read(disk.path)).toMatchObject({ token, zoomPercent: 100 });

    disk.free();
    await expect(banner).toBeHidden();
    await zoomIn(page);
    await expect.poll(() => read(disk.path).zoomPercent).toBe(110);
    await expectAnswered(app);
    await app.quit();
  } finally {
    disk.remove();
  }
});
