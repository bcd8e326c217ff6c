/**
 * The app that `electron <folder>` starts with, for the Electron that comes without one: it
 * hands over to the app in the folder, as Electron's own does.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { app as publicApp } from 'electron';

/** @typedef {{setVersion: (version: string) => void, setAppPath: (path: string) => void}} UndocumentedApp */
const app = /** @type {Electron.App & UndocumentedApp} */ (publicApp);

const { tokens } = parseArgs({
  args: process.argv.slice(1),
  options: { require: { type: 'string', short: 'r', multiple: true } },
  strict: false,
  tokens: true,
});
const folderAt = tokens.findIndex(({ kind }) => kind === 'positional');
const folder = tokens[folderAt];

// Modules to load first come before the folder; what follows it is the app's own.
const require = createRequire(import.meta.url);
for (const token of tokens.slice(0, folderAt)) {
  if (token.kind === 'option' && token.name === 'require' && token.value) require(resolve(token.value));
}

if (folder?.kind === 'positional') {
  await startApp(resolve(folder.value));
} else {
  process.stderr.write('Usage: electron [options] <folder of an app>\n');
  app.exit(1);
}

/** @param {string} path */
async function startApp(path) {
  try {
    const { name, productName, version, main = 'index.js' } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
    app.setVersion(version);
    app.setName(productName ?? name);
    // What Linux desktops find the app's icon and window group by.
    process.env['CHROME_DESKTOP'] = `${app.getName()}.desktop`;
    app.setAppPath(path);
    await import(pathToFileURL(resolve(path, main)).href);
  } catch (error) {
    process.stderr.write(`The app in ${path} could not be started.\n`);
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    app.exit(1);
  }
}
