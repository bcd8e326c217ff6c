/**
 * Draws every icon file from the SVG sources: `node build/icons/make-icons.mjs`.
 * Its output is committed, so that building the app needs neither this script nor a font or
 * renderer. Run it after changing a source, and look at the result at its real size.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { BICUBIC, createICNS } from 'png2icons';
import { encodeIco } from './encode-ico.mjs';

/** @typedef {'listening' | 'paused' | 'problem'} Look */

/** @type {readonly Look[]} */
const looks = ['listening', 'paused', 'problem'];

/**
 * Middle tones, 3:1 or better against light panels (#f0f0f0) and dark ones (#3c3c3c) alike: on
 * Linux and Windows nothing tells an app which of the two it sits on.
 *
 * @type {Record<Look, string>}
 */
const trayColours = { listening: '#109a86', paused: '#858d97', problem: '#e5563f' };

/** The drawing that fits a size's pixel grid, and the part of it to show. */
const trayDrawings = new Map([
  [16, { grid: 16, viewBox: '0 0 16 16' }],
  [20, { grid: 20, viewBox: '0 0 20 20' }],
  [22, { grid: 24, viewBox: '1 1 22 22' }],
  [24, { grid: 24, viewBox: '0 0 24 24' }],
  [32, { grid: 16, viewBox: '0 0 16 16' }],
  [44, { grid: 24, viewBox: '1 1 22 22' }],
  [48, { grid: 24, viewBox: '0 0 24 24' }],
]);

const here = new URL('./', import.meta.url);
/** @param {string} name */
const readSource = (name) => readFileSync(new URL(name, here), 'utf8');
/** @param {string} name @param {Uint8Array} bytes */
const write = (name, bytes) => writeFileSync(new URL(name, here), bytes);
/** @param {string} svg @param {number} size */
const render = (svg, size) => new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();

/**
 * A tray icon as SVG: the handset and the mark of one state, in one colour.
 *
 * @param {Look} look @param {number} size @param {string} colour
 */
function trayIcon(look, size, colour) {
  const drawing = trayDrawings.get(size);
  if (drawing === undefined) throw new Error(`No tray drawing fits ${size} px`);
  const source = readSource(`source/tray-${drawing.grid}.svg`);
  const [handset] = source.match(/<path id="handset"[^>]*>/) ?? [];
  const [mark] = source.match(new RegExp(`<g id="${look}"[^]*?</g>`)) ?? [];
  if (handset === undefined || mark === undefined) throw new Error(`tray-${drawing.grid}.svg lacks a part of ${look}`);
  // A mark is either filled shapes or strokes; a stroke says so itself with fill="none".
  const paint = mark.includes('stroke-width') ? `fill="none" stroke="${colour}"` : `fill="${colour}"`;
  const parts = `<g fill="${colour}">${handset}</g><g ${paint}>${mark}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${drawing.viewBox}">${parts}</svg>`;
}

/** The app icon as SVG; below 48 px a simpler drawing. @param {number} size */
const appIcon = (size) => readSource(size < 48 ? 'source/icon-small.svg' : 'icon.svg');

function makeAppIcons() {
  mkdirSync(new URL('linux/', here), { recursive: true });
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    write(`linux/${size}x${size}.png`, render(appIcon(size), size).asPng());
  }
  write('icon.png', render(appIcon(512), 512).asPng());
  write('icon@2x.png', render(appIcon(1024), 1024).asPng());
  write('icon.ico', encodeIco([16, 20, 24, 32, 48, 64, 256].map((size) => render(appIcon(size), size))));
  // The Dock expects an icon's plate to fill 824 of 1024 px; elsewhere it fills the square.
  const padded = appIcon(1024).replace('viewBox="0 0 1024 1024"', 'viewBox="-124 -124 1272 1272"');
  const icns = createICNS(Buffer.from(render(padded, 1024).asPng()), BICUBIC, 0);
  if (icns === null) throw new Error('The macOS icon could not be made');
  write('icon.icns', icns);
}

function makeTrayIcons() {
  mkdirSync(new URL('tray/', here), { recursive: true });
  for (const look of looks) {
    const colour = trayColours[look];
    /** @param {number} size @param {string} [paint] */
    const draw = (size, paint = colour) => render(trayIcon(look, size, paint), size);
    write(`tray/${look}.ico`, encodeIco([16, 20, 24, 32, 48].map((size) => draw(size))));
    write(`tray/${look}Template.png`, draw(16, '#000').asPng());
    write(`tray/${look}Template@2x.png`, draw(32, '#000').asPng());
    for (const size of [22, 24, 32, 48]) write(`tray/${look}-${size}.png`, draw(size).asPng());
  }
}

makeAppIcons();
makeTrayIcons();
