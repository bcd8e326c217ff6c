import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NativeImage } from 'electron';
import { describe, expect, it } from 'vitest';
import { loadTrayIcons } from '../../../../electron/tray/tray-icons.ts';

const folder = fileURLToPath(new URL('../../../../build/icons/tray', import.meta.url));

/** Loads the icons of a platform and returns, for each file, its bytes and whether it became a template image. */
function load(platform: NodeJS.Platform) {
  const files = new Map<string, { bytes: Buffer; isTemplate: boolean }>();
  const createFromPath = (path: string) => {
    const file = { bytes: readFileSync(path), isTemplate: false };
    files.set(basename(path), file);
    return { setTemplateImage: (value: boolean) => (file.isTemplate = value) } as unknown as NativeImage;
  };
  loadTrayIcons(createFromPath, folder, platform);
  return files;
}

/** Width of a PNG, from its header. */
const widthOf = (png: Buffer): number => png.readUInt32BE(16);
const bytesOf = (name: string): Buffer => readFileSync(`${folder}/${name}`);

describe('the tray icons', () => {
  it('are a PNG and its double on Linux, one for each state', () => {
    const files = load('linux');
    expect([...files.keys()]).toEqual(['listening.png', 'paused.png', 'problem.png']);
    for (const [name, { bytes, isTemplate }] of files) {
      expect([widthOf(bytes), widthOf(bytesOf(name.replace('.', '@2x.')))]).toEqual([22, 44]);
      expect(isTemplate).toBe(false);
    }
  });

  it('are template images on macOS, with a double', () => {
    const files = load('darwin');
    expect([...files.keys()]).toEqual(['listeningTemplate.png', 'pausedTemplate.png', 'problemTemplate.png']);
    for (const [name, { bytes, isTemplate }] of files) {
      expect([widthOf(bytes), widthOf(bytesOf(name.replace('.', '@2x.')))]).toEqual([16, 32]);
      expect(isTemplate).toBe(true);
    }
  });

  it('hold every size Windows asks for', () => {
    for (const { bytes } of load('win32').values()) {
      const widths = Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => bytes.readUInt8(6 + index * 16));
      expect(widths).toEqual([16, 20, 24, 32, 48]);
    }
  });

  it('differ from state to state', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const pictures = [...load(platform).values()].map(({ bytes }) => bytes.toString('base64'));
      expect(new Set(pictures).size).toBe(3);
    }
  });
});
