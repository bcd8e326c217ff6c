/**
 * Lets DialPop's main process run in plain Node: `node --import register.ts dist/main/main.js`. Everything that imports
 * Electron gets the stand-in beside this file.
 */
import { registerHooks } from 'node:module';

const standIn = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context),
});
