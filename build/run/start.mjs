/** `npm start`: installs what is missing, gets Electron, builds and runs DialPop. */
import { buildApp } from '../set-up/app-build.mjs';
import { prepareToLaunch, readAppArguments, runOnDesktop } from '../set-up/launch.mjs';
import { projectRoot } from '../set-up/project.mjs';
import { runScript } from '../set-up/report.mjs';
import { sandboxArguments } from '../set-up/sandbox.mjs';

await runScript(async () => {
  const args = readAppArguments();
  const { electron, needsVirtualDesktop } = await prepareToLaunch();
  await buildApp();
  return runOnDesktop(electron.executablePath, [...sandboxArguments(), projectRoot, ...args], { needsVirtualDesktop });
});
