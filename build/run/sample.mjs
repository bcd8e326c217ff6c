/** `npm run sample`: sends sample events to the running app. */
import { runCommandLineTool } from '../set-up/command-line-tool.mjs';

await runCommandLineTool('electron/cli/sample.ts');
