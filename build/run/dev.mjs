/** `npm run dev`: DialPop from the sources as they change, with hot reload. */
import { forgetBuild } from '../set-up/app-build.mjs';
import { findNode } from '../set-up/dependencies.mjs';
import { electronEnvironment } from '../set-up/electron.mjs';
import { prepareToLaunch, readLaunchArguments, runOnDesktop } from '../set-up/launch.mjs';
import { inProject, projectRoot } from '../set-up/project.mjs';
import { runScript } from '../set-up/report.mjs';
import { sandboxArguments } from '../set-up/sandbox.mjs';

await runScript(async () => {
  const { args, screenshot } = readLaunchArguments();
  const launch = await prepareToLaunch(screenshot);
  const electronVite = [
    inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'dev',
    projectRoot,
    `--config=${inProject('build', 'electron-vite.config.ts')}`,
    '--watch',
    ...(sandboxArguments().length > 0 ? ['--noSandbox'] : []),
    '--',
    ...args,
  ];
  const env = { ...electronEnvironment(launch.electron), ELECTRON_ENTRY: projectRoot };
  forgetBuild();
  return runOnDesktop(findNode(), electronVite, launch, env);
});
