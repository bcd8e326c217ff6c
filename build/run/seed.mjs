/** `npm run seed`: makes a history of any size. */
import { runCommandLineTool } from '../set-up/command-line-tool.mjs';

await runCommandLineTool('electron/cli/seed.ts');
