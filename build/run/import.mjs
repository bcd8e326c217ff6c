/** `npm run -s import`: reads requests from a file into the history. */
import { runCommandLineTool } from '../set-up/command-line-tool.mjs';

await runCommandLineTool('electron/cli/import.ts');
