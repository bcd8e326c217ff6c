import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Three bundles, one for each process. Everything is bundled save the SQLite driver, whose
 * native part must stay a file; so the package carries one module and starts fast.
 */
export default defineConfig({
  main: {
    build: {
      outDir: root('dist/main'),
      externalizeDeps: false,
      target: 'node20.18',
      sourcemap: true,
      rollupOptions: {
        input: { main: root('electron/main.ts') },
        external: ['electron', '@photostructure/sqlite'],
        output: { format: 'es' },
      },
    },
  },
  preload: {
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
    plugins: [react()],
    build: {
      outDir: root('dist/renderer'),
      target: 'chrome130',
      rollupOptions: { input: root('renderer/index.html') },
    },
  },
});
