import { sep } from 'node:path';
import { inProject } from './project.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs npm, with the person's own npm configuration.
 *
 * @param {string[]} args
 * @param {{cwd?: string, isStuck?: () => boolean}} [options]
 */
export function runNpm(args, options = {}) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    npm_config_loglevel: 'error',
    npm_config_update_notifier: 'false',
    // The arguments decide whether scripts run; a person's own configuration may forbid all of them.
    npm_config_ignore_scripts: 'false',
  };
  const cli = env['npm_execpath'];
  // An npm left behind would go on under the hands of whoever takes the lock next.
  const run = { ...options, env, endWithUs: true };
  if (cli?.endsWith('npm-cli.js')) return runCommand(findNodeOutside(), [cli, ...args], run);
  // Windows starts npm.cmd only through a shell.
  return runCommand('npm', args, { ...run, shell: process.platform === 'win32' });
}

/**
 * The Node to run npm with: not the one in node_modules, which an install removes while it runs.
 */
function findNodeOutside() {
  const candidates = [process.env['npm_node_execpath'], process.execPath];
  return candidates.find((path) => path !== undefined && !isOurs(path)) ?? process.execPath;
}

/** @param {string} path */
export const isOurs = (path) => path.startsWith(inProject('node_modules') + sep);
