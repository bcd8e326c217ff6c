import { join } from 'node:path';
import type { NativeImage } from 'electron';
import type { TrayLook } from './tray-menu.ts';

/**
 * The tray's images for a platform: a template image on macOS, which the system colours; a
 * multi-size icon on Windows; a PNG elsewhere. `@2x` files are found by Electron itself.
 *
 * @param folder of the images: `build/icons/tray`
 */
export function loadTrayIcons(
  createFromPath: (path: string) => NativeImage,
  folder: string,
  platform: NodeJS.Platform,
): Record<TrayLook, NativeImage> {
  const suffixes: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Template.png', win32: '.ico' };
  const load = (look: TrayLook): NativeImage => {
    const image = createFromPath(join(folder, `${look}${suffixes[platform] ?? '.png'}`));
    if (platform === 'darwin') image.setTemplateImage(true);
    return image;
  };
  return { listening: load('listening'), paused: load('paused'), problem: load('problem') };
}
