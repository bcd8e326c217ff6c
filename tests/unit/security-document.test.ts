import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');
const proof = /\[[^\]]+\]\((tests\/[^)]+)\) “([^”]+)”/g;
const tables = text
  .split('\n## ')
  .map((section) => section.split('\n').filter((line) => /^\| (?!---)/.test(line)))
  .filter((lines) => lines.length > 0)
  .map((lines) => lines.slice(1));

/** How Electron's checklist numbers its points. */
const electronPoints = 20;

describe('what SECURITY.md says', () => {
  test('has a row for each point of Electron’s checklist, in its order', () => {
    const numbers = tables[0]?.map((row) => Number(/^\| (\d+)\. /.exec(row)?.[1]));
    expect(numbers).toEqual(Array.from({ length: electronPoints }, (_, index) => index + 1));
  });

  test('is proved in every row by tests that exist', () => {
    const rows = tables.flat();
    expect(rows.length).toBeGreaterThan(electronPoints);
    for (const row of rows) {
      const proofs = [...row.matchAll(proof)];
      expect([row, proofs.length > 0]).toEqual([row, true]);
      for (const [, file = '', title = ''] of proofs) {
        const found = existsSync(file) && hasTest(readFileSync(file, 'utf8'), title);
        expect(`${file} “${title}”: ${found ? 'exists' : 'is missing'}`).toBe(`${file} “${title}”: exists`);
      }
    }
  });

  test('names a test the way the rows are read, wherever it names one', () => {
    const named = text.match(/\]\(tests\//g)?.length ?? 0;
    expect([...text.matchAll(proof)]).toHaveLength(named);
  });
});

/** A title stands right behind the word that makes it a test, or behind the cases of a `test.each`. */
function hasTest(source: string, title: string): boolean {
  return [`test('${title}'`, `test("${title}"`, `test(\`${title}\``, `)('${title}'`].some((call) =>
    source.includes(call),
  );
}
