/**
 * Draws every icon file from the SVG sources: `npx node build/icons/make-icons.mjs`.
 * Its output is committed, so that a build needs neither this script nor its libraries.
 *
 * The sizes that desktops show unscaled (16, 20, 22 and 24 px) have a drawing of their own,
 * whose edges lie on pixel borders: scaling the large drawing down blurs them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { BICUBIC2, createICNS } from 'png2icons';
import { encodeIco } from './encode-ico.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * The states differ by shape; colour only helps. Each colour has a contrast of at least 3:1
 * on white and on the dark panels of GNOME, KDE, Xfce and Windows, so one file serves both.
 */
const stateColors = { listening: '#109a86', paused: '#838b95', problem: '#e5563f' };
const states = /** @type {(keyof typeof stateColors)[]} */ (Object.keys(stateColors));

const read = (/** @type {string} */ name) => readFileSync(folder + name, 'utf8');
const appIcon = read('icon.svg');
const smallAppIcon = read('source/icon-small.svg');
const trayDrawings = { 16: read('source/tray-16.svg'), 20: read('source/tray-20.svg'), 24: read('source/tray-24.svg') };

/** @type {(svg: string, widthPx: number) => import('@resvg/resvg-js').RenderedImage} */
const render = (svg, widthPx) => new Resvg(svg, { fitTo: { mode: 'width', value: widthPx } }).render();

/** @type {(svg: string, widthPx: number) => Buffer} */
const toPng = (svg, widthPx) => render(svg, widthPx).asPng();

/** @type {(svg: string, viewBox: string) => string} */
const withViewBox = (svg, viewBox) => svg.replace(/viewBox="[^"]+"/, `viewBox="${viewBox}"`);

/** @type {(widthPx: number) => string} */
const appSvg = (widthPx) => (widthPx <= 32 ? smallAppIcon : appIcon);
const appPng = (/** @type {number} */ widthPx) => toPng(appSvg(widthPx), widthPx);

/**
 * A tray drawing holds the handset and the mark of every state; this keeps one mark and colours it.
 *
 * @type {(grid: keyof typeof trayDrawings, state: keyof typeof stateColors, color: string) => string}
 */
function traySvg(grid, state, color) {
  const hidden = states.filter((other) => other !== state).map((other) => `#${other}`);
  const style = `#handset,#paused,#problem{fill:${color}} #listening{stroke:${color}} ${hidden.join()}{display:none}`;
  return trayDrawings[grid].replace(/<svg[^>]*>/, (start) => `${start}<style>${style}</style>`);
}

/** Apple's grid leaves a margin: the tile is 824 of 1024 wide. */
function toIcns() {
  const icns = createICNS(toPng(withViewBox(appIcon, '-124 -124 1272 1272'), 1024), BICUBIC2, 0);
  if (icns === null) throw new Error('icon.icns could not be made');
  return icns;
}

/** @type {(path: string, content: Buffer) => void} */
const write = (path, content) => writeFileSync(folder + path, content);

mkdirSync(`${folder}linux`, { recursive: true });
mkdirSync(`${folder}tray`, { recursive: true });

write('icon.png', appPng(512));
write('icon.ico', encodeIco([16, 20, 24, 32, 40, 48, 64, 256].map((px) => render(appSvg(px), px))));
write('icon.icns', toIcns());
for (const px of [16, 24, 32, 48, 64, 96, 128, 256, 512]) write(`linux/${px}x${px}.png`, appPng(px));

for (const state of states) {
  const color = stateColors[state];
  const linux = withViewBox(traySvg(24, state, color), '1 1 22 22');
  write(`tray/${state}.png`, toPng(linux, 22));
  write(`tray/${state}@2x.png`, toPng(linux, 44));

  // At 100, 125, 150, 200 and 300 % scaling.
  const windows = /** @type {const} */ ([
    [16, 16],
    [20, 20],
    [24, 24],
    [32, 16],
    [48, 24],
  ]);
  write(`tray/${state}.ico`, encodeIco(windows.map(([px, grid]) => render(traySvg(grid, state, color), px))));

  // The system paints a template in the menu bar's own colour; it reads the alpha channel only.
  const template = traySvg(16, state, '#000');
  write(`tray/${state}Template.png`, toPng(template, 16));
  write(`tray/${state}Template@2x.png`, toPng(template, 32));
}
