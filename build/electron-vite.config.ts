import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin, Rolldown } from 'vite';
import { recordBundledPackages } from './supply-chain/record-bundled.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Hot reload needs an inline script, which the page's own policy forbids; built, the policy stands. */
const relaxPolicyWhileDeveloping: Plugin = {
  name: 'relax-policy-while-developing',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[\s\S]*?\/>/, ''),
};

/** What the page loads in any case is one file: each further one is a request to the main process. */
function nameFirstChunk(id: string, context: Rolldown.ChunkingContext): string | null {
  firstModules ??= staticImportsOf(root('renderer/main.tsx'), context);
  return firstModules.has(id) ? 'window' : null;
}

let firstModules: Set<string> | null = null;

function staticImportsOf(entry: string, context: Rolldown.ChunkingContext): Set<string> {
  const found = new Set([entry]);
  for (const id of found) for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/**
 * Writes what is not Latin-1 as an escape, which means the same in texts and patterns. V8 keeps a script's source for
 * as long as it runs, two bytes for each character as soon as a single one needs them: this halves it.
 */
const escapeWideCharacters: Plugin = {
  name: 'escape-wide-characters',
  apply: 'build',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      // Behind a backslash it may be a part of another escape.
      chunk.code = chunk.code.replace(/(?<!\\)[\u0100-\uffff]/g, (character) => {
        return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      });
    }
  },
};

/**
 * Three bundles, one for each process (the main one with a script for its thread). Everything is bundled save the SQLite driver, whose
 * native part must stay a file; so the package carries one module and starts fast.
 */
export default defineConfig({
  main: {
    plugins: [recordBundledPackages(root(''), 'main'), escapeWideCharacters],
    build: {
      outDir: root('dist/main'),
      externalizeDeps: false,
      target: 'node20.18',
      sourcemap: true,
      rollupOptions: {
        input: {
          main: root('electron/main.ts'),
          // Each runs in a thread of its own.
          'writer-worker': root('electron/writer/writer-worker.ts'),
          'history-worker': root('electron/history/history-worker.ts'),
          // One thread for each export, backup or restore.
          'data-worker': root('electron/data/data-worker.ts'),
        },
        external: ['electron', '@photostructure/sqlite'],
        output: { format: 'es' },
      },
    },
  },
  preload: {
    plugins: [recordBundledPackages(root(''), 'preload')],
    build: {
      outDir: root('dist/preload'),
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: root('electron/preload.ts') },
        // A sandboxed preload can only be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: root('renderer'),
    plugins: [react(), relaxPolicyWhileDeveloping, recordBundledPackages(root(''), 'renderer')],
    build: {
      outDir: root('dist/renderer'),
      target: 'chrome130',
      minify: true,
      rolldownOptions: {
        input: root('renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: nameFirstChunk, debugName: 'window' }] } },
      },
    },
  },
});
