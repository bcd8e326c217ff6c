/** How deep lists and objects may nest. A HAR itself needs about ten; browsers add what caused each request, some hundred. */
const maximumDepth = 1000;

/** The value of a JSON text that is not nested too deeply to be walked; undefined for any other text. */
export function parseBounded(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts what is open outside of strings, before anything walks the value. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const mark = text[index];
    if (mark === '"') index = endOfText(text, index);
    else if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > maximumDepth) return true;
  }
  return false;
}

/** Where the string ends that begins here. */
function endOfText(text: string, begin: number): number {
  let index = begin + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
