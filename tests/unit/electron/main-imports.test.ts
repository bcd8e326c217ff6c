import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const entry = (name: string): string => fileURLToPath(new URL(`../../../electron/${name}`, import.meta.url));

/** What a file imports when it runs: types are gone by then. */
function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].flatMap(([, names, from, lazily]) => {
    const [, list] = /^\{([^}]*)\}$/.exec(names ?? '') ?? [];
    const isTypesOnly = list?.split(',').every((name) => /^\s*(type\s.*)?$/s.test(name)) ?? false;
    return isTypesOnly ? [] : [from ?? lazily ?? ''];
  });
}

/** Everything that is loaded with a file: files by their path, packages by their name. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const imported of importsOf(file)) {
    if (imported.startsWith('.')) reachedFrom(resolve(dirname(file), imported), reached);
    else reached.add(imported);
  }
  return reached;
}

const driver = '@photostructure/sqlite';

test('the main process does not load the SQLite driver: nothing in it waits for a disk, and it starts without it', () => {
  const reached = reachedFrom(entry('main.ts'));
  expect(reached).toContain(entry('writer/history-writer.ts'));
  expect(reached).not.toContain(driver);
});

test('its threads do', () => {
  for (const thread of ['writer/writer-worker.ts', 'history/history-worker.ts', 'data/data-worker.ts']) {
    expect(reachedFrom(entry(thread))).toContain(driver);
  }
});
