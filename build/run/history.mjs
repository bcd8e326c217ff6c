/** `npm run -s history`: prints the newest stored events. */
import { runCommandLineTool } from '../set-up/command-line-tool.mjs';

await runCommandLineTool('electron/cli/history.ts');
