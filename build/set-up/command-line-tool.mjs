import { ensureDependencies, findNode } from './dependencies.mjs';
import { inProject } from './project.mjs';
import { runScript } from './report.mjs';
import { runInForeground } from './run-command.mjs';

/**
 * Runs one of the app's TypeScript command-line tools with this process's arguments, input
 * and output; nothing of our own is mixed in.
 *
 * @param {string} script inside the project
 */
export async function runCommandLineTool(script) {
  await runScript(async () => {
    await ensureDependencies();
    // npm runs scripts in the project's folder; files are named from where the person is.
    const cwd = process.env['INIT_CWD'] ?? process.cwd();
    return runInForeground(findNode(), [inProject(script), ...process.argv.slice(2)], { cwd });
  });
}
