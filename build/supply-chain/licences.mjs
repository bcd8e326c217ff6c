/** Under which licences the packages are, whether that suits, and the texts that must go along. */
import { readdirSync, readFileSync } from 'node:fs';
import satisfies from 'spdx-satisfies';
import { inProject } from '../set-up/project.mjs';

/**
 * @typedef {import('./record-bundled.ts').BundledPackage} BundledPackage
 * @typedef {{shipped: {licences: string[]}, tools: {licences: string[]}}} LicencePolicy
 * @typedef {Record<string, {version?: string, license?: string, integrity?: string, hasInstallScript?: boolean}>} LockedPackages
 * @typedef {{name: string, licence: string, use: 'shipped' | 'tools'}} Unsuitable
 */

/**
 * Every locked package, also those of other platforms: what ships must be under a licence for shipping, the
 * rest under that or one for tools.
 *
 * @param {LockedPackages} locked the packages of package-lock.json
 * @param {ReadonlySet<string>} shippedFolders
 * @param {LicencePolicy} policy
 * @returns {Unsuitable[]}
 */
export function findUnsuitable(locked, shippedFolders, policy) {
  return Object.entries(locked).flatMap(([folder, { license = 'none' }]) => {
    if (folder === '') return [];
    const use = shippedFolders.has(folder) ? /** @type {const} */ ('shipped') : /** @type {const} */ ('tools');
    const approved =
      use === 'shipped' ? policy.shipped.licences : [...policy.shipped.licences, ...policy.tools.licences];
    return isApproved(license, approved)
      ? []
      : [{ name: folder.replace(/.*node_modules\//, ''), licence: license, use }];
  });
}

/**
 * @param {string} licence
 * @param {readonly string[]} approved
 */
function isApproved(licence, approved) {
  try {
    return satisfies(licence, approved);
  } catch {
    // No licence expression, such as "SEE LICENSE IN x" or none at all: somebody must look at it.
    return false;
  }
}

/** @returns {LicencePolicy} */
export const readPolicy = () => JSON.parse(readFileSync(inProject('build/supply-chain/licence-policy.json'), 'utf8'));

/** @returns {LockedPackages} */
export const readLocked = () => JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;

/**
 * All licence texts of what ships, as one text.
 *
 * @param {readonly BundledPackage[]} shipped
 * @param {LockedPackages} locked
 */
export function writeLicenceTexts(shipped, locked) {
  const begin =
    'DialPop is made with the works below, each under its own licence.\n' +
    'Electron’s licence and those of Chromium are in files of their own in this package.\n';
  const texts = shipped.map(({ name, version, folder }) => {
    const licence = locked[folder]?.license ?? 'none';
    return `${name} ${version}\nLicence: ${licence}\n\n${readTexts(name, folder, licence)}`;
  });
  return [begin, ...texts].join(`\n${'='.repeat(100)}\n\n`);
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string} licence
 */
function readTexts(name, folder, licence) {
  const files = readdirSync(inProject(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length > 0) {
    return files.map((file) => `${readFileSync(inProject(folder, file), 'utf8').trim()}\n`).join('\n');
  }
  if (licence !== 'MIT') throw new Error(`${name} has no licence text, and ${licence} asks for one`);
  const { author } = JSON.parse(readFileSync(inProject(folder, 'package.json'), 'utf8'));
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  return `(This work declares its licence and brings no text of it. This is the licence’s own.)\n\nCopyright (c) ${holder}\n\n${readMitTerms()}`;
}

/** The terms alone: DialPop’s own licence is MIT too, with its holder in the lines above them. */
function readMitTerms() {
  const text = readFileSync(inProject('LICENSE'), 'utf8');
  return text.slice(text.indexOf('Permission is hereby granted'));
}
