/** `npm run test:fuzz`: sends requests of every kind to a real listener, 200,000 by default. */
import { runCommandLineTool } from '../set-up/command-line-tool.mjs';

await runCommandLineTool('tests/fuzz/main.ts');
