/** Lists and objects in one another. A HAR's own go to about ten; browsers add what made each request, some hundred deep. */
const maximumDepth = 1000;

/** A JSON text as a value, of which no walk goes too deep; undefined where it is none, or deeper. */
export function parseBounded(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts what is open, outside of texts, before anything walks through it. */
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

/** Where the text ends that begins here. */
function endOfText(text: string, begin: number): number {
  let index = begin + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
