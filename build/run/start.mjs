/** `npm start`: installs what is missing, gets Electron, builds and runs DialPop. */
import { buildApp } from '../set-up/app-build.mjs';
import { prepareToLaunch, readLaunchArguments, runOnDesktop } from '../set-up/launch.mjs';
import { projectRoot } from '../set-up/project.mjs';
import { runScript } from '../set-up/report.mjs';
import { sandboxArguments } from '../set-up/sandbox.mjs';

await runScript(async () => {
  const { args, screenshot } = readLaunchArguments();
  const launch = await prepareToLaunch(screenshot);
  await buildApp();
  return runOnDesktop(launch.electron.executablePath, [...sandboxArguments(), projectRoot, ...args], launch);
});
