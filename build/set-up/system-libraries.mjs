/** What Linux must have installed before Electron can start: shared libraries, and programs for a virtual desktop. */
import { existsSync } from 'node:fs';
import { ExpectedFailure, say, withProgress } from './report.mjs';
import { findProgram, lastLines, runCommand } from './run-command.mjs';

/** Debian's package for each library that Electron links to and a bare system may lack. */
const libraryPackages = new Map([
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libgdk-3.so.0', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libsmime3.so', 'libnss3'],
  ['libnspr4.so', 'libnspr4'],
  ['libasound.so.2', 'libasound2'],
  ['libgbm.so.1', 'libgbm1'],
  ['libdrm.so.2', 'libdrm2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libX11.so.6', 'libx11-6'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libudev.so.1', 'libudev1'],
]);

/** The package of each program of the virtual desktop. */
const desktopPackages = new Map([
  ['Xvfb', 'xvfb'],
  ['dbus-daemon', 'dbus'],
  ['xfwm4', 'xfwm4'],
  ['xfce4-panel', 'xfce4-panel'],
  ['dunst', 'dunst'],
  ['gdbus', 'libglib2.0-bin'],
]);

/** What a picture of the virtual desktop needs: to find the window, and to take the picture. */
const picturePackages = new Map([
  ['import', 'imagemagick'],
  ['xdotool', 'xdotool'],
]);

/** What only tests use: clicking in the daemon and the tray, pictures of the screen, which fonts there are, a real tunnel, what is asked of the system, copied requests run, and a current browser. */
const testPackages = new Map([
  ...picturePackages,
  ['dunstctl', 'dunst'],
  ['dbus-send', 'dbus'],
  ['fc-list', 'fontconfig'],
  ['sshd', 'openssh-server'],
  ['ssh', 'openssh-client'],
  ['ssh-keygen', 'openssh-client'],
  ['strace', 'strace'],
  ['curl', 'curl'],
  ['python3', 'python3'],
  ['chromium', 'chromium'],
]);

/** The package of a font for each language that pictures are taken in: a font is no program, so it is asked for. */
const fontPackages = new Map([['hi', 'fonts-noto-core']]);

/** The package of each Python module that copied requests need: a module is no program either. */
const pythonPackages = new Map([['requests', 'python3-requests']]);

/**
 * Makes sure that Electron can start: installs what is missing when this is allowed, and
 * otherwise fails with the command that does.
 *
 * @param {{electronPath: string, virtualDesktop: boolean, pictures?: boolean, tests?: boolean}} needs
 */
export async function ensureSystemLibraries({ electronPath, virtualDesktop, pictures = false, tests = false }) {
  if (process.platform !== 'linux') return;
  const programs = new Map([
    ...(virtualDesktop ? desktopPackages : []),
    ...(pictures ? picturePackages : []),
    ...(tests ? testPackages : []),
  ]);
  const findMissing = async () => ({
    libraries: await findMissingLibraries(electronPath),
    programs: [...programs.keys()].filter((program) => !isInstalled(program)),
    fonts: tests ? await findMissingFonts() : [],
    modules: tests ? await findMissingModules() : [],
  });

  const missing = await findMissing();
  if (namesOf(missing).length === 0) return;
  const packages = [
    ...missing.libraries.map((library) => libraryPackages.get(library)),
    ...missing.programs.map((program) => programs.get(program)),
    ...missing.fonts.map((language) => fontPackages.get(language)),
    ...missing.modules.map((module) => pythonPackages.get(module)),
  ];
  await installPackages(missing, [...new Set(packages.filter((name) => name !== undefined))]);

  const left = namesOf(await findMissing());
  if (left.length > 0) throw new ExpectedFailure(`Still missing on this system: ${left.join(', ')}.`);
}

/**
 * Servers are kept where only root's path leads, and whoever runs tests may still start their own.
 *
 * @param {string} program
 */
const isInstalled = (program) => findProgram(program) !== undefined || existsSync(`/usr/sbin/${program}`);

/**
 * The shared libraries that the system's loader does not find for a program.
 *
 * @param {string} executablePath
 */
async function findMissingLibraries(executablePath) {
  const { stdout } = await runCommand('ldd', [executablePath]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, library = '']) => library);
}

/** The languages no installed font can write. */
async function findMissingFonts() {
  const missing = [];
  for (const language of fontPackages.keys()) {
    const { stdout } = await runCommand('fc-list', [`:lang=${language}`, 'family']);
    if (stdout.trim() === '') missing.push(language);
  }
  return missing;
}

/** The modules that no Python here has: the first one found, and the system's, which installed packages are for. */
async function findMissingModules() {
  const pythons = ['python3', '/usr/bin/python3'].filter(
    (python) => findProgram(python) !== undefined || existsSync(python),
  );
  const missing = [];
  for (const module of pythonPackages.keys()) {
    const answers = await Promise.all(pythons.map((python) => runCommand(python, ['-c', `import ${module}`])));
    if (!answers.some(({ code }) => code === 0)) missing.push(module);
  }
  return missing;
}

/**
 * @typedef {object} Missing
 * @property {string[]} libraries
 * @property {string[]} programs
 * @property {string[]} fonts languages without one
 * @property {string[]} modules of Python
 */

/** @param {Missing} missing */
const namesOf = ({ libraries, programs, fonts, modules }) => [
  ...libraries,
  ...programs,
  ...modules.map((module) => `Python's ${module}`),
  ...fonts.map((language) => `a font for ${new Intl.DisplayNames('en', { type: 'language' }).of(language)}`),
];

/**
 * @param {Missing} missing
 * @param {string[]} packages Debian's names of what holds them
 */
async function installPackages(missing, packages) {
  const sentence = `Missing on this system: ${namesOf(missing).join(', ')}.`;
  if (findProgram('apt-get') === undefined || packages.length === 0 || process.getuid?.() !== 0) {
    const command = await installCommand(missing, packages);
    const advice = command
      ? `with this command, then start again:\n\n  ${command}`
      : "with your system's package manager.";
    throw new ExpectedFailure(`${sentence}\nInstall them ${advice}`);
  }
  say(sentence);
  // One repository that does not answer must not stop what the others have.
  await apt('Updating the list of system packages', ['update']).catch((error) => say(error.message));
  const wanted = await currentNames(packages);
  say(`Installing with apt-get: ${wanted.join(' ')}`);
  await apt(`Installing ${wanted.length} system ${wanted.length === 1 ? 'package' : 'packages'}`, [
    'install',
    // Another installation may be at work, as after booting.
    '--option=DPkg::Lock::Timeout=120',
    '--yes',
    '--no-install-recommends',
    ...wanted,
  ]);
}

/**
 * What a person has to type, where it is known.
 *
 * @param {Missing} missing
 * @param {string[]} packages
 */
async function installCommand({ libraries, programs, fonts, modules }, packages) {
  if (findProgram('apt-get') !== undefined && packages.length > 0) {
    return `sudo apt-get update && sudo apt-get install --no-install-recommends ${(await currentNames(packages)).join(' ')}`;
  }
  if (findProgram('dnf') !== undefined) {
    // dnf finds packages by what they hold.
    const held = [
      ...libraries.map((name) => `'${name}()(64bit)'`),
      ...programs.map((name) => `/usr/bin/${name}`),
      ...fonts.map((language) => `'font(:lang=${language})'`),
      ...modules.map((module) => `python3-${module}`),
    ];
    return `sudo dnf install ${held.join(' ')}`;
  }
  return undefined;
}

/**
 * @param {string} sentence
 * @param {string[]} args
 */
async function apt(sentence, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await withProgress(sentence, () => runCommand('apt-get', args, { env }));
  if (code !== 0) throw new ExpectedFailure(`apt-get ${args[0]} failed:\n${lastLines(output)}`);
}

/**
 * Newer Debian and Ubuntu have some libraries under a name that ends in t64.
 *
 * @param {string[]} packages
 */
async function currentNames(packages) {
  if (!existsSync('/usr/bin/apt-cache')) return packages;
  const renamed = packages.map((name) => `${name}t64`);
  const { stdout } = await runCommand('apt-cache', ['--names-only', 'search', 't64$']);
  const known = new Set(stdout.split('\n').map((line) => line.split(' ')[0]));
  return packages.map((name, index) => (known.has(renamed[index]) ? `${name}t64` : name));
}
