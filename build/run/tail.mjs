/** `npm run -s tail`: prints requests as they come. */
import { runCommandLineTool } from '../set-up/command-line-tool.mjs';

await runCommandLineTool('electron/cli/tail.ts');
