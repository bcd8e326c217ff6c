import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { afterAll, describe, expect, test } from 'vitest';
import { isOwnPage, registerAppScheme, serveApp, startPage } from '../../../../electron/window/app-protocol.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const { path: folder, remove } = temporaryFolder();
afterAll(remove);
const served = join(folder, 'renderer');
mkdirSync(join(served, 'assets/deeper'), { recursive: true });
for (const name of [
  'index.html',
  'assets/main.js',
  'assets/style.css',
  'assets/deeper/x.js',
  'assets/data.json',
  '.env',
]) {
  writeFileSync(join(served, name), `the file ${name}`);
}
writeFileSync(join(folder, 'secret.html'), 'secret');
mkdirSync(join(served, 'folder.html'));

type Serve = (request: { url: string }) => Promise<Response>;
const handlers: Serve[] = [];
const schemes: unknown[] = [];
const protocol = {
  handle: (_scheme: string, serve: Serve) => handlers.push(serve),
  registerSchemesAsPrivileged: (given: unknown[]) => schemes.push(...given),
} as unknown as Protocol;
const unreadable: string[] = [];
serveApp(protocol, served, (file) => unreadable.push(file));
const get = async (url: string): Promise<Response> => {
  const [serve] = handlers;
  if (serve === undefined) throw new Error('Nothing was registered');
  return serve({ url });
};

describe('the window’s own scheme', () => {
  test('serves what the build made, typed, not to be guessed at and not to be framed', async () => {
    const page = await get(`${startPage}?lang=en#/calls`);
    expect([page.status, await page.text()]).toEqual([200, 'the file index.html']);
    expect(Object.fromEntries(page.headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "frame-ancestors 'none'",
    });
    expect((await get('dialpop://app/assets/main.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
  });

  test.each([
    'dialpop://app/',
    'dialpop://app',
    'dialpop://app/missing.html',
    'dialpop://app/folder.html',
    'dialpop://app/assets',
    'dialpop://app/assets/',
    'dialpop://app/assets/data.json',
    'dialpop://app/assets/deeper/x.js',
    'dialpop://app/.env',
    'dialpop://app/../secret.html',
    'dialpop://app/..%2fsecret.html',
    'dialpop://app/..%2Fsecret.html',
    'dialpop://app/..%5csecret.html',
    'dialpop://app/..\\secret.html',
    'dialpop://app/%2e%2e/secret.html',
    'dialpop://app/%252e%252e%252fsecret.html',
    'dialpop://app/assets/..%2f..%2fsecret.html',
    'dialpop://app/assets/../../secret.html',
    'dialpop://app//etc/passwd.html',
    `dialpop://app/${folder}/secret.html`,
    'dialpop://app/index.html%00.js',
    'dialpop://app/index.html/',
    'dialpop://app/index%2ehtml',
    'dialpop://app/C:index.html',
    'dialpop://app/index.html::$DATA',
    'dialpop://other/index.html',
    'dialpop://app.evil.example/index.html',
    'dialpop://user@app/index.html',
    'dialpop://app:80/index.html',
    'file:///index.html',
  ])('%s is not there', async (url) => {
    const answer = await get(url);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  test('tells of a file that is missing or cannot be read', async () => {
    unreadable.length = 0;
    for (const name of ['assets/gone.js', 'folder.html', 'assets/data.json']) await get(`dialpop://app/${name}`);
    expect(unreadable).toEqual(['assets/gone.js', 'folder.html']);
  });

  test('has no privilege beyond those of a web page', () => {
    registerAppScheme(protocol);
    expect(schemes).toEqual([
      { scheme: 'dialpop', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  test('knows its own pages', () => {
    expect(isOwnPage(startPage)).toBe(true);
    expect(isOwnPage('http://localhost:5173/index.html')).toBe(false);
  });
});
