import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the app that Electron shows when it has none. electron-builder does so only where
 * it unpacks a downloaded Electron, not where it copies a folder.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default function afterPack({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
