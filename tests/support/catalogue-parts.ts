import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../shared/i18n');

/** The keys of each file of a language's catalogue. */
export async function readCatalogueParts(language: string): Promise<{ file: string; keys: string[] }[]> {
  const files = readdirSync(join(folder, language)).filter((file) => file !== 'index.ts');
  return Promise.all(
    files.map(async (file) => {
      const exported: Record<string, object> = await import(join(folder, language, file));
      return { file, keys: Object.values(exported).flatMap((part) => Object.keys(part)) };
    }),
  );
}
