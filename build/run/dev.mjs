/** `npm run dev`: DialPop from the sources as they change, with hot reload. */
import { findNode } from '../set-up/dependencies.mjs';
import { prepareToLaunch, readAppArguments, runOnDesktop, sandboxSwitches } from '../set-up/launch.mjs';
import { inProject } from '../set-up/project.mjs';
import { runScript } from '../set-up/report.mjs';

await runScript(async () => {
  const args = readAppArguments();
  const { electron, needsVirtualDesktop } = await prepareToLaunch();
  const electronVite = [
    inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'dev',
    `--config=${inProject('build', 'electron-vite.config.ts')}`,
    '--watch',
    ...(sandboxSwitches.length > 0 ? ['--noSandbox'] : []),
    '--',
    ...args,
  ];
  const env = { ELECTRON_EXEC_PATH: electron.executablePath };
  return runOnDesktop(findNode(), electronVite, { needsVirtualDesktop, env });
});
