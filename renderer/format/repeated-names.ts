import { visit } from 'jsonc-parser';

/**
 * Names that one object of a JSON text has more than once. Of those the last one counts (as in JSON.parse), and
 * another program that read the same text may have taken the first.
 *
 * @param text may be no JSON at all
 */
export function findRepeatedNames(text: string): string[] {
  if (!/^\s*[{[]/.test(text)) return [];
  const repeated = new Set<string>();
  const objects: Set<string>[] = [];
  try {
    visit(text, {
      onObjectBegin: () => void objects.push(new Set()),
      onObjectEnd: () => void objects.pop(),
      onObjectProperty: (name) => {
        const names = objects.at(-1);
        if (names?.has(name) === true) repeated.add(name);
        names?.add(name);
      },
    });
  } catch (error) {
    // The parser recurses: a text nested too deep for it is refused anyway.
    if (!(error instanceof RangeError)) throw error;
  }
  return [...repeated];
}
